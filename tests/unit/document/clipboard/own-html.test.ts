// @vitest-environment happy-dom
import { NodeSelection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { loadPasteReaders } from '#lib/document/clipboard/clipboard.ts'
import { writeOwnHtml } from '#lib/document/clipboard/own-html.ts'
import { readOwnHtml } from '#lib/document/clipboard/read-own-html.ts'
import { nest } from '#lib/document/nest.ts'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { anyBlocks } from '#tests/support/any-blocks.ts'
import { type CoWriter, close, coWriters } from '#tests/support/co-writers.ts'
import { sketchBlocks } from '#tests/support/sketch-blocks.ts'

// A person who pastes has entered the text before: what reads a paste is there.
await loadPasteReaders()

let open: CoWriter[] = []

afterEach(() => close(open))

function writers(...parts: Block[][]): CoWriter[] {
  open = parts.flatMap((blocks) => coWriters(1, blocks))
  return open
}

function asHtml(blocks: readonly Block[]): string {
  const host = document.createElement('div')
  host.append(writeOwnHtml(nest(blocks), document))
  return host.innerHTML
}

function fromHtml(html: string): Block[] {
  const host = document.createElement('div')
  host.innerHTML = html
  return readOwnHtml(host)
}

/** As the browser does, so that each extension hears of it. */
function paste({ editor }: CoWriter, html: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/html', html)
  editor.view.dom.dispatchEvent(Object.assign(new Event('paste'), { clipboardData }))
}

function copied({ editor: { state, view } }: CoWriter): string {
  return view.serializeForClipboard(state.selection.content()).dom.innerHTML
}

const item = (text: string, indent = 0): Block => ({ ...paragraph(text, 'bullet'), indent })

describe('HTML of our own', () => {
  test('any blocks that are nested, written, read and flattened are the same', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        expect(fromHtml(asHtml(blocks))).toEqual(blocks)
      }),
      { numRuns: 100 },
    )
  })

  test('other programs find nested lists, quotes and tables in it', () => {
    const html = asHtml([
      paragraph('Besoins', 'h3'),
      item('un'),
      { ...paragraph('dedans', 'ordered'), indent: 1 },
      { ...paragraph('fait', 'task'), checked: true },
      paragraph('cité', 'quote'),
    ])
    expect(html).toBe(
      '<h3 data-trame="">Besoins</h3><ul><li>un<ol><li>dedans</li></ol></li></ul>' +
        '<ul data-kind="task"><li data-checked="true"><span data-box="true">☑ </span>fait</li></ul>' +
        '<blockquote><p>cité</p></blockquote>',
    )
  })

  test('what claims to be ours comes in within the bounds of the server alone', () => {
    const html =
      '<p data-trame="" data-indent="99">a<a href="javascript:x()">b</a>' +
      '<span data-mention="" data-entity="constructor" data-id="x">c</span><script>d</script></p>' +
      '<table><tbody><tr><td colspan="900" data-widths="9999"><p>e</p></td></tr></tbody></table>'
    expect(fromHtml(html)).toEqual([
      { ...paragraph('abc'), indent: 4 },
      {
        type: 'table',
        rows: [
          {
            cells: [
              { header: false, colspan: 50, rowspan: 1, colwidth: null, content: [paragraph('e')] },
            ],
          },
        ],
      },
    ])
  })
})

describe('copying and pasting between editors', () => {
  test('a whole part copied into an empty one is the same, first block included', () => {
    fc.assert(
      fc.property(
        anyBlocks.filter((blocks) => blocks[0]?.type === 'paragraph' && blocks.length > 1),
        (blocks) => {
          const [from, to] = writers(blocks, [paragraph('')])
          if (!from || !to) throw new Error('two writers were asked for')
          // As stored: an irregular table is mended by the editor itself.
          fc.pre(blocks.every(({ type }) => type !== 'table'))
          from.editor.commands.selectAll()
          paste(to, copied(from))
          expect(to.blocks()).toEqual(from.blocks())
          close(open)
        },
      ),
      { numRuns: 15 },
    )
  }, 60_000)

  test('words copied out of an item are words, a whole item is an item', () => {
    const [from, words, whole] = writers(
      [item('un point précis')],
      [paragraph('')],
      [paragraph('')],
    )
    if (!from || !words || !whole) throw new Error('three writers were asked for')
    from.editor.commands.setTextSelection({ from: 4, to: 9 })
    paste(words, copied(from))
    expect(words.blocks()).toEqual([paragraph('point')])
    from.editor.commands.setTextSelection({ from: 1, to: 16 })
    paste(whole, copied(from))
    expect(whole.blocks()).toEqual([item('un point précis')])
  })

  test('in the middle of a paragraph the first block joins its words, the others keep their kind', () => {
    const [from, to] = writers([item('un'), item('deux', 1)], [paragraph('avant après')])
    if (!from || !to) throw new Error('two writers were asked for')
    from.editor.commands.setTextSelection({ from: 1, to: 9 })
    to.editor.commands.setTextSelection(7)
    paste(to, copied(from))
    expect(to.blocks()).toEqual([paragraph('avant un'), item('deuxaprès', 1)])
  })

  test('a mention that is copied alone comes back', () => {
    const mention: Block = {
      ...paragraph(''),
      inline: [{ type: 'mention', id: 'act-1', label: 'Mme Exemple', entity: 'actor' }],
    }
    const [from, to] = writers([mention], [paragraph('')])
    if (!from || !to) throw new Error('two writers were asked for')
    const { state, view } = from.editor
    view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, 1)))
    paste(to, copied(from))
    expect(to.blocks()).toEqual([mention])
  })

  test('cells of a table come back as a table, not as text', () => {
    const cell = (text: string, header: boolean) => ({
      ...{ header, colspan: 1, rowspan: 1, colwidth: null },
      content: [paragraph(text)],
    })
    const rows = [
      { cells: [cell('a', true), cell('b', true)] },
      { cells: [cell('c', false), cell('d', false)] },
    ]
    const [from, to] = writers([paragraph('avant'), { type: 'table', rows }], [paragraph('')])
    if (!from || !to) throw new Error('two writers were asked for')
    const { state, view } = from.editor
    view.dispatch(state.tr.setSelection(CellSelection.create(state.doc, 9, 14)))
    paste(to, copied(from))
    expect(sketchBlocks(to.blocks())).toContain('table\n  tr\n    th | a\n    th | b')
    expect(sketchBlocks(to.blocks())).not.toContain('| c')
  })

  test('in a cell a table among other blocks comes as its text', () => {
    const cell = { header: false, colspan: 1, rowspan: 1, colwidth: null }
    const rows = [{ cells: [{ ...cell, content: [paragraph('x')] }] }]
    const [to] = writers([paragraph('avant'), { type: 'table', rows }])
    if (!to) throw new Error('a writer was asked for')
    to.editor.commands.setTextSelection(12)
    paste(to, '<h2>Titre</h2><p>un</p><table><tr><td>1</td><td>2</td></tr></table><hr><p>deux</p>')
    expect(sketchBlocks(to.blocks())).toBe(
      'p | avant\ntable\n  tr\n    td | xTitre ¶ un ¶ 1 ¶ 2 ¶ deux',
    )
  })

  test('a picture changes nothing, not even the words that are selected', () => {
    const [to] = writers([paragraph('mots choisis')])
    if (!to) throw new Error('a writer was asked for')
    to.editor.commands.setTextSelection({ from: 1, to: 5 })
    paste(to, '<img src="photo.jpg" alt="une photo">')
    expect(to.blocks()).toEqual([paragraph('mots choisis')])
  })

  test('a link pasted over words becomes their address', () => {
    const [to] = writers([paragraph('voir ici')])
    to?.editor.commands.setTextSelection({ from: 6, to: 9 })
    to?.editor.view.pasteText('https://exemple.fr/')
    expect(sketchBlocks(to?.blocks() ?? [])).toBe(
      'p | voir <https://exemple.fr/>ici</https://exemple.fr/>',
    )
  })
})
