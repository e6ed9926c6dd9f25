import { readForeignHtml } from './read-foreign-html.ts'
import { readOwnHtml } from './read-own-html.ts'

/** What makes blocks of pasted HTML: loaded when a person enters a text, since who reads pastes nothing. */
export const pasteReaders = { readForeignHtml, readOwnHtml }
