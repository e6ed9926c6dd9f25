import { Extension } from '@tiptap/core'
import { DOMParser, DOMSerializer, Fragment, type Schema, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Block } from '#lib/domain/block.ts'
import { isInTable } from '../insert-blocks.ts'
import { nest } from '../nest.ts'
import { blocksOf, nodesOf } from './nodes.ts'
import { OWN, writeOwnHtml } from './own-html.ts'
import { paragraphsOf } from './paragraphs-of.ts'
import type { pasteReaders } from './paste-readers.ts'
import { blocksToText, textToBlocks } from './plain-text.ts'

/**
 * Copying nests the flat blocks into real lists and quotes; pasting flattens what any program put on
 * the clipboard, and reads what Trame put there without loss.
 */
export const Clipboard = Extension.create({
  name: 'clipboard',
  // Before Tiptap's own text of what is copied.
  priority: 200,

  addProseMirrorPlugins() {
    const { schema } = this.editor
    return [
      new Plugin({
        key: new PluginKey('clipboard'),
        props: {
          clipboardSerializer: new NestingSerializer(schema),
          clipboardTextSerializer: ({ content }) => {
            const blocks = blocksOf(content)
            return blocks === null ? '' : blocksToText(blocks)
          },
          clipboardParser: new FlatteningParser(schema),
          clipboardTextParser: (text) => openSlice(nodesOf(schema, textToBlocks(text))),
          handleDOMEvents: { focus: prepare, dragenter: prepare, paste: pasteOncePrepared },
          transformCopied: withoutKindOfWords,
          transformPastedHTML: withoutNotesToOthers,
          transformPasted: forItsPlace,
          handlePaste: (view, _event, slice) => {
            // What holds nothing for a part, as a picture, takes no selected words away either.
            if (slice.size === 0) return true
            const tr = pasteInEmptyParagraph(view.state, slice)
            if (tr === null) return false
            view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
            return true
          },
        },
      }),
    ]
  },
})

/** One for all the editors of the page. */
let readers: typeof pasteReaders | null = null

/** Resolves once pasted HTML can be read; until then a paste waits for it. Rejects without a network. */
export async function loadPasteReaders(): Promise<void> {
  readers ??= (await import('./paste-readers.ts')).pasteReaders
}

function prepare(): false {
  // The paste itself asks again.
  loadPasteReaders().catch(() => undefined)
  return false
}

/** What was pasted is kept while the code that reads it comes; without it, its text is pasted. */
function pasteOncePrepared(view: EditorView, event: ClipboardEvent): boolean {
  const html = event.clipboardData?.getData('text/html') ?? ''
  if (readers !== null || html === '') return false
  const text = event.clipboardData?.getData('text/plain') ?? ''
  event.preventDefault()
  loadPasteReaders().then(
    () => view.pasteHTML(html),
    () => view.pasteText(text),
  )
  return true
}

/**
 * Another editor's note of where its slice was cut says nothing here. Style sheets would be copied
 * to the elements by ProseMirror, and with that what Word alone understands would go: its lists.
 */
function withoutNotesToOthers(html: string): string {
  if (html.includes(OWN)) return html
  return html
    .replace(/<style[\s>][\s\S]*?<\/style\s*>/gi, '')
    .replaceAll('data-pm-slice', 'data-cut')
}

class NestingSerializer extends DOMSerializer {
  readonly #plain: DOMSerializer

  constructor(schema: Schema) {
    const plain = DOMSerializer.fromSchema(schema)
    super(plain.nodes, plain.marks)
    this.#plain = plain
  }

  override serializeFragment(
    content: Fragment,
    options: { document?: Document } = {},
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const blocks = blocksOf(content)
    // Rows and cells of a table, or a lone mention.
    if (blocks === null) return markAsNodes(this.#plain.serializeFragment(content, options, target))
    const written = writeOwnHtml(nest(blocks), options.document ?? document)
    if (target === undefined) return written
    target.append(written)
    return target
  }
}

/** Of our own, and not prose: nodes as an editor writes them. */
function markAsNodes<Root extends HTMLElement | DocumentFragment>(root: Root): Root {
  root.firstElementChild?.setAttribute(OWN, 'nodes')
  return root
}

class FlatteningParser extends DOMParser {
  readonly #plain: DOMParser

  constructor(schema: Schema) {
    const plain = DOMParser.fromSchema(schema)
    super(schema, plain.rules)
    this.#plain = plain
  }

  override parseSlice(dom: Node, options: Parameters<DOMParser['parseSlice']>[1] = {}): Slice {
    // ProseMirror has gone into a table when it is given rows.
    const own = dom.ownerDocument?.querySelector(`[${OWN}]`)?.getAttribute(OWN)
    if (own === 'nodes') return this.#plain.parseSlice(dom, options)
    return openSlice(nodesOf(this.schema, readBlocks(dom, typeof own === 'string')))
  }
}

/** What is dropped before the readers came is its words. */
function readBlocks(dom: Node, isOwn: boolean): Block[] {
  if (readers === null) return textToBlocks(dom.textContent ?? '')
  return isOwn ? readers.readOwnHtml(dom) : readers.readForeignHtml(dom)
}

function openSlice(nodes: Parameters<typeof Fragment.fromArray>[0]): Slice {
  return Slice.maxOpen(Fragment.fromArray(nodes))
}

/** Words out of the middle of an item or a heading are words: where they are pasted they take none. */
function withoutKindOfWords(slice: Slice, { state }: { state: EditorState }): Slice {
  const [only] = slice.content.content
  if (only?.type.name !== 'paragraph' || slice.content.childCount > 1) return slice
  if (slice.openStart === 0 || only.content.size === state.selection.$from.parent.content.size) {
    return slice
  }
  const words = only.type.create(null, only.content)
  return new Slice(Fragment.from(words), slice.openStart, slice.openEnd)
}

/**
 * A cell takes paragraphs alone: of a table among them the text comes, a rule does not. A table by
 * itself is left to the table, which fills its cells with it.
 */
function forItsPlace(slice: Slice, { state }: { state: EditorState }): Slice {
  const blocks = blocksOf(slice.content) ?? []
  const fits = blocks.length < 2 || blocks.every(({ type }) => type === 'paragraph')
  if (fits || !isInTable(state.selection.$from)) return slice
  return openSlice(nodesOf(state.schema, blocks.flatMap(paragraphsOf)))
}

/**
 * In an empty paragraph of running text, the first block that is pasted keeps its kind. The
 * paragraph stays the same node: a colleague may be about to write in it.
 */
function pasteInEmptyParagraph(state: EditorState, slice: Slice) {
  const { $from, empty } = state.selection
  const first = slice.content.firstChild
  const target = $from.parent
  if (!empty || target.type.name !== 'paragraph' || target.content.size > 0) return null
  if (target.attrs.kind !== null || slice.openStart === 0) return null
  if (first?.type.name !== 'paragraph') return null
  if (first.attrs.kind === null && first.attrs.indent === 0) return null
  const tr = state.tr
  for (const name of ['kind', 'indent', 'checked']) {
    tr.setNodeAttribute($from.before(), name, first.attrs[name])
  }
  return tr.replaceSelection(slice)
}
