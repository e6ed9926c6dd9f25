// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters } from '#tests/support/co-writers.ts'

let open: CoWriter[] = []

afterEach(() => close(open))

/** The blocks that an editor makes of HTML, as it does when something is pasted. */
function pasted(html: string): Block[] {
  open = coWriters(1, [paragraph('')])
  const [writer] = open
  writer?.editor.commands.setContent(html)
  return writer?.blocks() ?? []
}

const all: Block[] = [
  paragraph('texte'),
  { ...paragraph('retrait'), indent: 2 },
  paragraph('titre', 'h3'),
  paragraph('sous-titre', 'h4'),
  paragraph('point', 'bullet'),
  { ...paragraph('sous-point', 'bullet'), indent: 1 },
  paragraph('premier', 'ordered'),
  { ...paragraph('fait', 'task'), checked: true },
  paragraph('à faire', 'task'),
  paragraph('cité', 'quote'),
  { type: 'horizontalRule' },
  {
    type: 'table',
    rows: [
      {
        cells: [
          { header: true, colspan: 2, rowspan: 1, colwidth: [80, 90], content: [paragraph('A')] },
          {
            header: false,
            colspan: 1,
            rowspan: 1,
            colwidth: null,
            content: [paragraph('b', 'bullet')],
          },
        ],
      },
    ],
  },
  {
    ...paragraph(''),
    inline: [
      { type: 'text', text: 'lien', marks: [{ type: 'link', href: 'https://exemple.fr/' }] },
      { type: 'hardBreak' },
      { type: 'mention', id: 'act-1', label: 'Mme Exemple', entity: 'actor' },
    ],
  },
]

test('what is copied out of an editor is the same when it is pasted back', () => {
  const [writer] = coWriters(1, all)
  const html = writer?.editor.getHTML() ?? ''
  if (writer) close([writer])
  expect(pasted(html)).toEqual(all)
})

test('headings, quotes and rules have their own tags', () => {
  const [writer] = coWriters(1, all)
  const html = writer?.editor.getHTML() ?? ''
  if (writer) close([writer])
  for (const tag of ['<h3', '<h4', '<blockquote', '<hr>', '<th ', 'rel="noopener noreferrer"']) {
    expect(html).toContain(tag)
  }
})

test('nested lists become items with an indent', () => {
  expect(
    pasted('<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><ul><li><p>d</p></li></ul></li></ul>'),
  ).toEqual([
    paragraph('a', 'bullet'),
    { ...paragraph('b', 'ordered'), indent: 1 },
    paragraph('c', 'bullet'),
    { ...paragraph('d', 'bullet'), indent: 1 },
  ])
})

test('headings of other ranks take the nearest of ours, and a quote keeps its paragraphs', () => {
  expect(
    pasted('<h1>un</h1><h2>deux</h2><h5>cinq</h5><blockquote><p>a</p><p>b</p></blockquote>'),
  ).toEqual([
    paragraph('un', 'h3'),
    paragraph('deux', 'h3'),
    paragraph('cinq', 'h4'),
    paragraph('a', 'quote'),
    paragraph('b', 'quote'),
  ])
})

test('scripts, styles and addresses that are none do not come in', () => {
  expect(
    pasted(
      '<p style="color:red" onclick="x()">un<script>x()</script> <a href="javascript:x()">deux</a></p>',
    ),
  ).toEqual([paragraph('un deux')])
})
