import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import './tokens.css'
import './globals.css'
import { DocumentNonce } from './_ui/document-nonce.tsx'
import { themeScript } from './_ui/theme-script.ts'

export const metadata: Metadata = {
  title: { default: 'Trame', template: '%s — Trame' },
  description:
    'Écrire à plusieurs le projet pédagogique d’accompagnement personnalisé de l’établissement.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // The script below may set data-theme before React takes over, and browsers hide nonces.
    <html lang="fr" suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {themeScript}
        </script>
      </head>
      <body>
        <DocumentNonce nonce={nonce}>{children}</DocumentNonce>
      </body>
    </html>
  )
}
