import type { PublicationContent, PublishedSection } from '#lib/domain/publication.ts'
import { plainDateOf } from '#lib/i18n/format.ts'
import { type Html, type HtmlValue, html, storedHtml } from '../html.ts'
import { day, unbrokenYears } from './french.ts'
import { pageShell } from './page-shell.ts'
import { partAnchor } from './reader-view.ts'
import { weave } from './weave.ts'

export type ReaderPage = {
  /** What `renderReader` made. */
  article: string
  content: Pick<
    PublicationContent,
    'slug' | 'number' | 'title' | 'publishedAt' | 'schoolYear' | 'sections' | 'groups'
  >
  schoolName: string
  /** Of the content, in hexadecimal. */
  sha256: string
  isNewest: boolean
  /** Of every version that can be read, this one included. */
  numbers: number[]
}

/** The whole document that readers get: the stored article, and around it what may change. */
export function readerPage(page: ReaderPage): string {
  const { content, schoolName, article } = page
  const date = plainDateOf(content.publishedAt)
  const name = `${content.title}, version\u00A0${content.number}`
  return pageShell({
    title: schoolName === '' ? name : `${name} — ${schoolName}`,
    description: `${name}. ${schoolName}`.trim(),
    schoolName,
    masthead: html`${weave(threadsOf(content))}<p class="over-title">${schoolName}</p><h1>${unbrokenYears(content.title)}</h1>${archived(page)}${facts(page, date)}${downloads(page)}`,
    body: html`<details class="contents" id="sommaire"><summary>Sommaire</summary>${contents(content)}</details>
<div class="sheet columns"><div class="rail">${contents(content)}</div>
<main class="article" id="contenu" tabindex="-1">
${storedHtml(article)}<a class="back" href="#sommaire">Sommaire</a></main></div>`,
    footer: html`<p>Version publiée le ${day(date)} — texte figé. Toute modification donne lieu à une nouvelle version.</p>`,
  })
}

function archived({ isNewest, content }: ReaderPage): HtmlValue {
  return (
    !isNewest &&
    html`<p class="banner"><strong>Version archivée\u00A0:</strong> <a href="/p/${content.slug}">consultez la version en vigueur</a>.</p>`
  )
}

function facts({ content, isNewest, sha256 }: ReaderPage, date: string): Html {
  const { slug, number, schoolYear } = content
  const state = isNewest ? 'publiée' : 'archivée'
  const groups = sha256.match(/.{1,4}/g) ?? []
  const short = [...groups.slice(0, 2), '…', ...groups.slice(-2)].join(' ')
  return html`<dl class="version"><div><dt>Version</dt><dd><span class="chip" data-state="${isNewest ? 'newest' : 'archived'}">Version\u00A0${number}, ${state}</span></dd></div><div><dt>Publiée le</dt><dd>${day(date)}</dd></div><div><dt>Année scolaire</dt><dd class="nowrap">${schoolYear}</dd></div><div><dt>Empreinte SHA-256</dt><dd><details class="fingerprint"><summary>${short}</summary><code>${groups.join(' ')}</code></details> <a href="/p/${slug}/v/${number}/verifier">Vérifier</a></dd></div></dl>`
}

function downloads({ content, numbers, isNewest }: ReaderPage): Html {
  const { slug, number } = content
  const sorted = numbers.toSorted((a, b) => b - a)
  const newest = isNewest ? number : sorted[0]
  const versions = sorted.map((each) => {
    const current = each === number && html` aria-current="page"`
    const state = each === newest ? ' (en vigueur)' : ''
    return html`<li><a href="/p/${slug}/v/${each}"${current}>Version\u00A0${each}${state}</a></li>`
  })
  const others =
    sorted.length > 1 &&
    html`<details class="versions"><summary>Toutes les versions</summary><ul>${versions}</ul></details>`
  return html`<div class="downloads"><a class="button" href="/p/${slug}/v/${number}.json" download>Données (JSON)</a>${others}</div>`
}

/** On a wide screen it stands beside the text, on a narrow one it is folded above it. */
function contents(content: ReaderPage['content']): Html {
  return html`<nav class="toc" aria-label="Sommaire"><p class="toc-title">Sommaire</p><ol>${runs(
    content,
  ).map(
    ({ group, title, sections }) =>
      html`<li data-group="${group}">${title !== '' && html`<p class="group">${title}</p>`}<ol>${sections.map(entry)}</ol></li>`,
  )}</ol></nav>`
}

function entry({ number, title }: PublishedSection): Html {
  return html`<li><a href="#${partAnchor(number)}"><span class="number">${number}</span> <span>${title}</span></a></li>`
}

type Run = { group: string; title: string; sections: PublishedSection[] }

/** Parts that follow one another in one group. */
function runs({ sections, groups }: ReaderPage['content']): Run[] {
  const found: Run[] = []
  for (const section of sections) {
    const last = found.at(-1)
    const known = groups.find(({ id }) => id === section.group)
    if (last !== undefined && last.group === (known?.id ?? '')) last.sections.push(section)
    else found.push({ group: known?.id ?? '', title: known?.title ?? '', sections: [section] })
  }
  return found
}

function threadsOf(content: ReaderPage['content']) {
  return runs(content).map(({ group, sections }) => ({ group, parts: sections.length }))
}
