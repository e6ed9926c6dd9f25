import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { template } from '#lib/domain/template.ts'

const writers = 8
/** Keys that one person types before another does. */
const burst = 30

/** The updates of people who type in turn at their places, and erase a tenth of it again. */
export function editHistory(edits: number): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const clients = Array.from({ length: writers }, (_, index) => 1_000_001 + index)
  const texts: Y.XmlText[] = []
  for (let made = 0; updates.length < edits; made += 1) {
    const turn = Math.floor(made / burst)
    // One document that takes everyone's part: what each of them has does not matter here.
    doc.clientID = clients[turn % writers] ?? 0
    if (made % 1200 < writers * burst && made % burst === 0)
      texts[turn % writers] = begin(doc, turn)
    const text = texts[turn % writers]
    if (text === undefined) continue
    if (made % 10 === 9) text.delete(text.length - 1, 1)
    else text.insert(text.length, 'abcdefghi '.charAt(made % 10))
  }
  return updates
}

function begin(doc: Y.Doc, turn: number): Y.XmlText {
  const part = template.sections[turn % template.sections.length]
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  section(doc, part?.id ?? '').push([paragraph])
  return text
}
