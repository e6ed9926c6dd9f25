import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { template } from '#lib/domain/template.ts'

const wordsPerPage = 450
const wordsPerParagraph = 75
const authors = 6

/**
 * A document of some pages as a team leaves it: several people wrote it, in all parts, and came back
 * to put words into paragraphs that were there.
 */
export function baseDocument(pages: number): Uint8Array {
  const paragraphs = Math.ceil((pages * wordsPerPage) / wordsPerParagraph)
  const docs = Array.from({ length: authors }, () => new Y.Doc())
  const whole = new Y.Doc()
  for (const [index, doc] of docs.entries()) {
    const share = Math.ceil(paragraphs / authors)
    for (let made = 0; made < share; made += 1) {
      const part = template.sections[(made + index) % template.sections.length]
      doc.transact(() => addParagraph(section(doc, part?.id ?? ''), made))
    }
    Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc))
  }
  return Y.encodeStateAsUpdate(whole)
}

function addParagraph(part: Y.XmlFragment, seed: number): void {
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  part.push([paragraph])
  const half = Math.floor(wordsPerParagraph / 2)
  text.insert(0, words(seed, half))
  text.insert(Math.floor(text.length / 2), words(seed + 1, half))
}

const vocabulary = 'élève lecture projet groupe besoin suivi équipe atelier objectif mesure'.split(
  ' ',
)

function words(seed: number, count: number): string {
  const chosen = Array.from(
    { length: count },
    (_, index) => vocabulary[(seed * 7 + index * 3) % vocabulary.length],
  )
  return `${chosen.join(' ')} `
}
