import { html } from '../html.ts'

/** Kept for ever by browsers: the name has the first digits of the file's SHA-256. */
export const publicStyleFile = '/verification/preuves-f63de899.css'

export const publicStyle = html`<link rel="stylesheet" href="${publicStyleFile}">`
