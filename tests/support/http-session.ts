/** What a program keeps between requests: the cookies that the server set, as a browser would. */
export class HttpSession {
  readonly #url: string
  readonly #cookies = new Map<string, string>()
  /** Each `Set-Cookie` so far, whole. */
  readonly setCookies: string[] = []

  constructor(url: string) {
    this.#url = url
  }

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.cookieHeader, ...init.headers }
    const url = new URL(path, this.#url)
    const response = await fetch(url, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  async post(path: string, fields: Record<string, string>): Promise<Response> {
    const { csrfToken } = await (await this.fetch('/api/auth/csrf')).json()
    const body = new URLSearchParams({ csrfToken, ...fields })
    return this.fetch(path, { method: 'POST', body })
  }

  signIn(fields: { email: string; password: string; sharedComputer?: string }): Promise<Response> {
    return this.post('/api/auth/callback/credentials', fields)
  }

  /** The whole `Set-Cookie` of the session; undefined when none was set. */
  sessionCookie(): string | undefined {
    return this.setCookies.find((line) => /authjs\.session-token=[^;]/.test(line))
  }

  #keep(line: string): void {
    this.setCookies.push(line)
    const [pair = ''] = line.split(';')
    const [name = '', value = ''] = pair.split('=', 2)
    if (value === '') this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
