import { plainDateOf } from '#lib/i18n/format.ts'
import { type Html, html } from '../html.ts'
import { day, unbrokenYears } from '../reader/french.ts'
import { pageShell } from '../reader/page-shell.ts'
import type { Fault, PublicationCheck } from './check-publication.ts'
import { fingerprint, shortFingerprint } from './fingerprint.ts'
import { publicStyle } from './public-style.ts'
import { moment } from './withdrawn-page.ts'

/** A number of the chain, as it was found. */
export type ChainLink = {
  number: number
  isIntact: boolean
  /** The number whose hash it carries; null for the first one. */
  previous: number | null
  /** Null: this person may not read it, and learns that it exists and whether it holds, no more. */
  known: { publishedAt: Date; sha256: string; isWithdrawn: boolean } | null
}

export type Verification = {
  slug: string
  title: string
  schoolName: string
  number: number
  publishedAt: Date
  /** As it was written when it was published. */
  sha256: string
  check: PublicationCheck
  /** Up to this number, oldest first. */
  links: readonly ChainLink[]
  /** Numbers whose text is not kept here, oldest first. */
  earlier: readonly { number: number; publishedOn: string; reason: string }[]
}

/** What was compared and what came out, in words. */
export function verifierPage(verification: Verification): string {
  const { slug, number, schoolName } = verification
  const name = `${verification.title}, version\u00A0${number}`
  return pageShell({
    title: `Vérifier — ${name}`,
    description: `Recalcul de l’empreinte de la version\u00A0${number}.`,
    schoolName,
    masthead: html`<p class="over-title"><a href="/p/${slug}/v/${number}">${unbrokenYears(name)}</a></p><h1>Vérifier cette version</h1>`,
    body: html`${publicStyle}<main class="sheet verifier" id="contenu" tabindex="-1">
${verdict(verification)}${fingerprints(verification)}${chain(verification)}${explanations(verification)}</main>`,
    footer: html`<p><a href="/p/${slug}/v/${number}">Lire la version\u00A0${number}</a></p>`,
  })
}

const faultSentences: Readonly<Record<Fault, string>> = {
  content: 'Le contenu enregistré ne correspond plus à l’empreinte inscrite à la publication.',
  html: 'La page affichée n’est plus celle qui a été faite lors de la publication.',
  facts: 'Le numéro ou la date enregistrés ne sont plus ceux de la publication.',
  previous: 'L’empreinte de la version précédente n’est plus celle que cette version porte.',
}

function verdict({ check, links, publishedAt, number }: Verification): Html {
  if (check.faults.length > 0) {
    return html`<div class="callout" data-tone="danger"><h2>Cette version a été modifiée après sa publication.</h2><p>Ne vous fiez pas au texte affiché, et prévenez la direction de l’établissement. Ce qui a été constaté\u00A0:</p><ul>${check.faults.map((fault) => html`<li>${faultSentences[fault]}</li>`)}</ul></div>`
  }
  const broken = links.filter((link) => !link.isIntact).map((link) => link.number)
  const others =
    broken.length > 0 &&
    html`<div class="callout" data-tone="danger"><h2>Une version plus ancienne a été modifiée.</h2><p>La version\u00A0${number} est intacte, mais ${broken.length > 1 ? 'les versions' : 'la version'}\u00A0${broken.join(', ')} ne correspond${broken.length > 1 ? 'ent' : ''} plus à ce qui a été publié.</p></div>`
  return html`<div class="callout" data-tone="ok"><h2>Cette version est intacte.</h2><p>Le texte affiché est exactement celui que la direction a publié ${moment(publishedAt)}. L’empreinte vient d’être recalculée, à l’instant, par le serveur, à partir du contenu conservé.</p></div>${others}`
}

function fingerprints({ sha256, check }: Verification): Html {
  const isSame = sha256 === check.recomputed
  const sign = isSame ? '=' : '≠'
  return html`<section><h2>Deux empreintes à comparer</h2><div class="pair" data-same="${isSame ? 'yes' : 'no'}"><div class="print"><p>Empreinte inscrite à la publication</p><code>${fingerprint(sha256)}</code></div><p class="sign"><span aria-hidden="true">${sign}</span><span class="hidden">${isSame ? 'est identique à' : 'est différente de'}</span></p><div class="print"><p>Empreinte recalculée à l’instant</p><code>${fingerprint(check.recomputed)}</code></div></div></section>`
}

function chain({ links, earlier, number }: Verification): Html {
  const kept = links.map((link) => linkItem(link, link.number === number))
  const before = earlier
    .filter((each) => each.number < number)
    .map(
      (each) =>
        html`<li data-state="absent"><b>Version\u00A0${each.number}</b><span>${day(each.publishedOn)}</span><span>${each.reason}</span><small>publiée avant l’arrivée du projet ici\u00A0: son texte n’y est pas conservé</small></li>`,
    )
  return html`<section><h2>La chaîne des versions</h2><ol class="chain">${before}${kept}</ol></section>`
}

function linkItem({ number, isIntact, previous, known }: ChainLink, isThis: boolean): Html {
  const state = isIntact ? 'intacte' : 'modifiée après sa publication'
  const carries =
    previous === null
      ? 'première dont le texte est conservé ici'
      : `porte l’empreinte de la version\u00A0${previous}`
  const current = isThis && html` aria-current="true"`
  return html`<li data-state="${isIntact ? 'ok' : 'broken'}"${current}><b>Version\u00A0${number}, ${state}</b>${known === null ? html`<span>réservée à l’établissement</span>` : html`<span>${day(plainDateOf(known.publishedAt))}${known.isWithdrawn && ', retirée depuis'}</span><code>${shortFingerprint(known.sha256)}</code>`}<small>${carries}</small></li>`
}

function explanations({ slug, number, sha256 }: Verification): Html {
  const file = `${slug}-v${number}.json`
  return html`<div class="aside"><section><h2>En mots simples</h2><p>Une empreinte est un résumé de 64\u00A0signes, calculé à partir du contenu entier. Changer une seule virgule donne une empreinte toute différente.</p><p>Le contenu comprend l’empreinte de la page et celle de la version précédente. Pour modifier un ancien texte sans que cela se voie, il faudrait refaire toutes les versions suivantes, y compris celles que d’autres ont déjà téléchargées.</p></section><section><h2>Refaire le calcul soi-même</h2><p><a href="/p/${slug}/v/${number}.json" download="${file}">Télécharger le contenu (JSON)</a>, puis calculer son empreinte avec un outil de votre choix\u00A0:</p><pre tabindex="0"><code>sha256sum ${file}
${sha256}</code></pre></section></div>`
}
