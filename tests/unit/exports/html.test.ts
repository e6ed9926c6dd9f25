import { describe, expect, test } from 'vitest'
import type { Block, Mark, Paragraph } from '#lib/domain/block.ts'
import { paragraph } from '#lib/domain/block.ts'
import { blocksToHtml } from '#lib/exports/html.ts'

const marked = (text: string, ...marks: Mark[]): Paragraph => ({
  ...paragraph(''),
  inline: [{ type: 'text', text, marks }],
})

describe('a part as HTML', () => {
  test('flat items come out as nested lists, quotes as one quote', () => {
    const blocks: Block[] = [
      paragraph('Besoins', 'h3'),
      paragraph('un', 'bullet'),
      { ...paragraph('dedans', 'ordered'), indent: 1 },
      paragraph('cité', 'quote'),
    ]
    expect(blocksToHtml(blocks)).toBe(
      '<h3>Besoins</h3><ul><li>un<ol><li>dedans</li></ol></li></ul>' +
        '<blockquote><p>cité</p></blockquote>',
    )
  })

  test('no text, label or address can open a tag or leave an attribute', () => {
    const html = blocksToHtml([
      marked('<script>&"\'', { type: 'bold' }),
      marked('lien', { type: 'link', href: 'https://a.test/"onclick=' }),
      marked('piège', { type: 'link', href: 'javascript:alert(1)' }),
      {
        ...paragraph(''),
        inline: [{ type: 'mention', id: '1', label: '<b>', entity: '"><i>' }],
      },
    ])
    expect(html).toBe(
      '<p><strong>&lt;script&gt;&amp;&quot;&#39;</strong></p>' +
        '<p><a href="https://a.test/&quot;onclick=" rel="noopener noreferrer">lien</a></p>' +
        '<p>piège</p>' +
        '<p><span data-mention="&quot;&gt;&lt;i&gt;">&lt;b&gt;</span></p>',
    )
  })

  test('a first row of header cells heads the columns, other header cells head their row', () => {
    const cell = (text: string, header: boolean) => ({
      header,
      colspan: 1,
      rowspan: 1,
      colwidth: null,
      content: [paragraph(text)],
    })
    const html = blocksToHtml([
      {
        type: 'table',
        rows: [
          { cells: [cell('a', true), cell('b', true)] },
          { cells: [cell('c', true), cell('d', false)] },
        ],
      },
    ])
    expect(html).toContain('<tr><th scope="col"><p>a</p></th><th scope="col">')
    expect(html).toContain('<tr><th scope="row"><p>c</p></th><td><p>d</p></td></tr>')
  })
})
