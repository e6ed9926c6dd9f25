import { blockText } from '#lib/domain/block.ts'
import type { PublicationContent } from '#lib/domain/publication.ts'

/** The article of a publication. */
export function renderReader(content: PublicationContent): string {
  const parts = content.sections.map(({ id, number, title }) => {
    const blocks = content.project.sections.find((part) => part.id === id)?.content ?? []
    const text = blocks.map((block) => `<p>${escaped(blockText(block))}</p>`).join('')
    return `<section id="partie-${number}"><h2>${number} ${escaped(title)}</h2>${text}</section>`
  })
  return parts.join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
