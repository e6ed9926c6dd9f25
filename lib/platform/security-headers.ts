type PolicyInput = { nonce: string; publicUrl: string; isDev: boolean }

/**
 * The Content-Security-Policy of a page: only our own files, and the scripts and styles that carry
 * the nonce. Development tools of React and Next.js need `eval` and style elements of their own.
 */
export function contentSecurityPolicy({ nonce, publicUrl, isDev }: PolicyInput): string {
  // Some browsers do not take 'self' for a WebSocket to the same origin.
  const socketOrigin = new URL(publicUrl).origin.replace(/^http/, 'ws')
  const styles = isDev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    `style-src ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socketOrigin}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The Content-Security-Policy of a published document: it has no script, and sends nothing. */
export function publicationPolicy(): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What every answer says, besides its Content-Security-Policy. */
export function securityHeaders(publicUrl: string): [name: string, value: string][] {
  return [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    // Addresses name projects: no other site needs to know them.
    ['referrer-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ...(publicUrl.startsWith('https:') ? [strictTransport] : []),
  ]
}

const strictTransport: [string, string] = ['strict-transport-security', 'max-age=31536000']
