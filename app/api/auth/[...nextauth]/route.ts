import { NextRequest } from 'next/server'
import { handlers } from '#lib/auth/next-auth.ts'
import { publicUrl } from '#lib/platform/public-url.ts'

export const GET = (request: NextRequest) => handlers.GET(onPublicUrl(request))
export const POST = (request: NextRequest) => handlers.POST(onPublicUrl(request))

/** The address of a request as people know it: never what its Host header claims. */
function onPublicUrl(request: NextRequest): NextRequest {
  const { pathname, search } = request.nextUrl
  return new NextRequest(new URL(`${pathname}${search}`, publicUrl()), request)
}
