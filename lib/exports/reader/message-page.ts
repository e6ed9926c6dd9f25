import { html, isEmpty } from '../html.ts'
import { pageShell } from './page-shell.ts'
import { weave } from './weave.ts'

export type MessagePage = {
  title: string
  paragraphs: string[]
  /** `href` is one of this product's own addresses. */
  action?: { href: string; label: string }
}

/** What stands where there is no text to read: a version that was withdrawn, an unknown address. */
export function messagePage({ title, paragraphs, action }: MessagePage): string {
  const button =
    action && html`<p><a class="button primary" href="${action.href}">${action.label}</a></p>`
  return pageShell({
    title: `${title} — Trame`,
    description: paragraphs[0] ?? title,
    schoolName: '',
    masthead: html`${weave(unwoven)}<h1>${title}</h1>`,
    body: html`<main class="sheet message" id="contenu" tabindex="-1">${paragraphs.map((text) => html`<p>${text}</p>`)}${isEmpty(button) ? null : button}</main>`,
    footer: null,
  })
}

/** Threads without a colour: there is no text. */
const unwoven = Array.from({ length: 6 }, () => ({ group: '', parts: 1 }))
