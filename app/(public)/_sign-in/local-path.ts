const HERE = 'http://localhost'

/**
 * The page to go back to after signing in, or « / »: only a path of this very site, since the
 * address comes from outside and could otherwise lead a person to a look-alike page.
 */
export function localPath(from: string | string[] | undefined): string {
  if (typeof from !== 'string' || !from.startsWith('/')) return '/'
  const url = URL.parse(from, HERE)
  if (url?.origin !== HERE) return '/'
  // « /.//host » comes out of the parser as « //host », which browsers read as another site.
  if (url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
