import { type NextRequest, NextResponse } from 'next/server'
import { publicUrl } from '#lib/platform/public-url.ts'
import {
  contentSecurityPolicy,
  publicationPolicy,
  securityHeaders,
} from '#lib/platform/security-headers.ts'

/**
 * Runs before each page: a nonce of its own for every answer, and the headers that keep a browser
 * from running or sending anything that is not ours.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname.startsWith('/p/'))
    return withHeaders(NextResponse.next(), publicationPolicy())
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({ nonce, publicUrl: publicUrl(), isDev })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // Next.js reads the nonce of its own scripts from here.
  headers.set('content-security-policy', policy)
  return withHeaders(NextResponse.next({ request: { headers } }), policy)
}

function withHeaders(response: NextResponse, policy: string): NextResponse {
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of securityHeaders(publicUrl())) response.headers.set(name, value)
  return response
}

export const config = {
  matcher: '/((?!_next/static|_next/image|favicon.ico).*)',
}

// biome-ignore lint/style/noProcessEnv: Next.js puts the value here when it builds.
const isDev = process.env.NODE_ENV === 'development'
