// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters } from '#tests/support/co-writers.ts'

let open: CoWriter[] = []

afterEach(() => close(open))

/** The blocks that an editor reads in its own HTML. */
function read(html: string): Block[] {
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

test('the HTML of an editor is read back as the same blocks', () => {
  const [writer] = coWriters(1, all)
  const html = writer?.editor.getHTML() ?? ''
  if (writer) close([writer])
  expect(read(html)).toEqual(all)
})

test('headings, quotes and rules have their own tags', () => {
  const [writer] = coWriters(1, all)
  const html = writer?.editor.getHTML() ?? ''
  if (writer) close([writer])
  for (const tag of ['<h3', '<h4', '<blockquote', '<hr>', '<th ', 'rel="noopener noreferrer"']) {
    expect(html).toContain(tag)
  }
})

test('scripts, styles and addresses that are none do not come in', () => {
  expect(
    read(
      '<p style="color:red" onclick="x()">un<script>x()</script> <a href="javascript:x()">deux</a></p>',
    ),
  ).toEqual([paragraph('un deux')])
})
