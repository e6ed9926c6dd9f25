import { type Html, html } from '../html.ts'
import { readerFiles } from './reader-files.ts'

type PageShell = {
  title: string
  description: string
  schoolName: string
  /** The rest of the banner, down to the title. */
  masthead: Html
  /** `main` and what stands beside it. */
  body: Html
  footer: Html | null
}

/** A whole public document: no script, one style sheet, two fonts. */
export function pageShell({ title, description, schoolName, ...page }: PageShell): string {
  const { style, serif, sans } = readerFiles
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="preload" href="${serif}" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="${sans}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${style}">
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header class="masthead">
<div class="bar"><span class="brand">${mark}Trame</span><span class="school">${schoolName}</span></div>
<div class="sheet">${page.masthead}</div>
</header>
${page.body}
${page.footer && html`<footer class="foot"><div class="sheet">${page.footer}</div></footer>`}
</body>
</html>
`.toString()
}

const mark = html`<svg class="mark" viewBox="0 0 28 28" aria-hidden="true"><path class="mark-warp" d="M7 3v22M14 3v22M21 3v22"/><path d="M3 7.5h8M17 7.5h8M3 14h1M10 14h8M24 14h1M3 20.5h8M17 20.5h8"/></svg>`
