import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { plainDateOf, timeOf } from '#lib/i18n/format.ts'
import { type Html, html } from '../html.ts'
import { day, unbrokenYears } from '../reader/french.ts'
import { pageShell } from '../reader/page-shell.ts'
import { weave } from '../reader/weave.ts'
import { fingerprint } from './fingerprint.ts'
import { publicStyle } from './public-style.ts'

export type WithdrawnNotice = {
  slug: string
  title: string
  schoolName: string
  number: number
  sha256: string
  publishedAt: Date
  withdrawnAt: Date
  reason: string
  /** What there is to read instead. */
  newest: { number: number; publishedAt: Date } | null
}

/** What stays of a publication that was withdrawn, for programs. */
export function withdrawnNotice({ number, sha256, reason, ...notice }: WithdrawnNotice): string {
  return canonicalJson({
    ...{ error: 'withdrawn', number, sha256, reason },
    publishedAt: notice.publishedAt.toISOString(),
    withdrawnAt: notice.withdrawnAt.toISOString(),
    newest: notice.newest?.number ?? null,
  })
}

/** What stays of it, for readers: that it was, when, why not any more, and its hash. */
export function withdrawnPage(notice: WithdrawnNotice): string {
  const { number, schoolName, slug, newest } = notice
  const name = `${notice.title}, version\u00A0${number}`
  return pageShell({
    title: `Version retirée — ${name}`,
    description: `La version\u00A0${number} a été retirée par la direction.`,
    schoolName,
    masthead: html`${weave(unwoven)}<p class="over-title">${unbrokenYears(name)}</p><h1>Cette version a été retirée</h1>`,
    body: html`${publicStyle}<main class="sheet notice" id="contenu" tabindex="-1">
<div class="callout" data-tone="warn"><h2>Le texte de la version\u00A0${number} n’est plus affiché.</h2><p>La notice ci-dessous reste en place\u00A0: une publication ne disparaît jamais sans trace.</p></div>
<dl class="traces">
${fact('Publiée', moment(notice.publishedAt))}
${fact('Retirée', html`${moment(notice.withdrawnAt)}, par la direction`)}
${fact('Motif', notice.reason)}
${fact('Empreinte conservée', html`<code>${fingerprint(notice.sha256)}</code>`)}
${newest && fact('En vigueur', html`<a href="/p/${slug}/v/${newest.number}">Version\u00A0${newest.number}, publiée le ${day(plainDateOf(newest.publishedAt))}</a>`)}
</dl>
${newest && html`<p><a class="button primary" href="/p/${slug}">Lire la version en vigueur</a></p>`}</main>`,
    footer: html``,
  })
}

function fact(name: string, value: Html | string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

/** « le 28 septembre 2026 à 17 h 06 » */
export function moment(instant: Date): Html {
  return html`le ${day(plainDateOf(instant))} à ${timeOf(instant)}`
}

/** Threads without a colour: there is no text. */
const unwoven = Array.from({ length: 6 }, () => ({ group: '', parts: 1 }))
