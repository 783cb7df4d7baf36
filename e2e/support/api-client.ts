import type { LeasesOutput, RatingSession, RatingSessionInput, SubmitOutput } from '@/lib/contracts/rating/rating'

export interface Answered<Body> {
  /** 0 if the connection was lost. */
  status: number
  body: Body
}

/** HTTP client that keeps cookies and sends JSON. Never throws for an error status or a lost connection. */
export class ApiClient {
  private cookies = new Map<string, string>()

  constructor(
    readonly url: string,
    private readonly send: typeof fetch = fetch,
  ) {}

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value)
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Returns the raw response. */
  async response(
    method: string,
    address: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const isBytes = body instanceof Uint8Array
    const response = await this.send(`${this.url}${address}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
      headers: {
        cookie: this.cookieHeader(),
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && {
        body: isBytes ? new Uint8Array(body) : typeof body === 'string' ? body : JSON.stringify(body),
      }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';')
      this.cookies.set(pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1))
    }
    return response
  }

  /** Opens a response that never ends by itself, such as live events. */
  stream(address: string, signal: AbortSignal): Promise<Response> {
    return fetch(`${this.url}${address}`, { headers: { cookie: this.cookieHeader() }, signal })
  }

  async request<Body = unknown>(
    method: string,
    address: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answered<Body>> {
    try {
      const response = await this.response(method, address, body, headers)
      const text = await response.text()
      return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as Body }
    } catch {
      return { status: 0, body: null as Body }
    }
  }

  post<Body = unknown>(address: string, body?: unknown, headers?: Record<string, string>) {
    return this.request<Body>('POST', address, body, headers)
  }

  get<Body = unknown>(address: string, headers?: Record<string, string>) {
    return this.request<Body>('GET', address, undefined, headers)
  }

  /** Submits a form of next-auth, with its token against forged requests. */
  async submitForm(name: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const { body } = await this.get<{ csrfToken: string }>('/api/auth/csrf')
    const form = new URLSearchParams({ csrfToken: body.csrfToken, json: 'true', ...fields })
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.response('POST', `/api/auth/${name}`, form.toString(), { ...type, ...headers })
  }

  /** Returns the response, which may be a refusal. */
  trySignIn(email: string, password: string, headers?: Record<string, string>): Promise<Response> {
    return this.submitForm('callback/credentials', { email, password }, headers)
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.trySignIn(email, password)
    const session = await this.get<{ subject?: unknown }>('/api/auth/session')
    if (!session.body?.subject) throw new Error(`could not sign in as ${email}`)
  }

  next = (slug: string, body?: RatingSessionInput) =>
    this.post<RatingSession>(`/api/projects/${slug}/assignments/next`, body)
  release = (slug: string, assignments: number[]) =>
    this.post<LeasesOutput>(`/api/projects/${slug}/assignments/release`, { assignments })
  submit = (slug: string, id: number, body: unknown) =>
    this.post<SubmitOutput>(`/api/projects/${slug}/assignments/${id}/submit`, body)
}
