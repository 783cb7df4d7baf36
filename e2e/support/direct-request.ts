import http from 'node:http'
import { appUrl } from '../ports'

/** The trusted proxy of the shared app (see `global-setup.ts`). */
export const proxyAddress = '127.0.0.9'

export interface DirectAnswer {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
}

export interface DirectRequest {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Client address of the connection, within 127.0.0.0/8. */
  from?: string
  url?: string
}

/** Sends one request with an unnormalized path from a chosen client address. */
export function directRequest(
  path: string,
  { method = 'GET', headers = {}, body, from = '127.0.0.1', url = appUrl }: DirectRequest = {},
): Promise<DirectAnswer> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path, method, localAddress: from, agent: false, timeout: 20_000 },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.on('timeout', () => request.destroy(new Error(`no answer: ${method} ${path}`)))
    request.setHeader('host', new URL(url).host)
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
    if (body !== undefined) request.setHeader('content-length', Buffer.byteLength(body))
    request.end(body)
  })
}

/** Client for sign-in tests: one client address and its own cookies. */
export class Visitor {
  private readonly cookies = new Map<string, string>()

  constructor(
    readonly from: string,
    private readonly forwardedFor?: string,
  ) {}

  async request(path: string, { headers = {}, ...options }: Omit<DirectRequest, 'from'> = {}): Promise<DirectAnswer> {
    const answer = await directRequest(path, {
      ...options,
      from: this.from,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(this.forwardedFor !== undefined && { 'x-forwarded-for': this.forwardedFor }),
        ...headers,
      },
    })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      this.cookies.set(name!, value!)
    }
    return answer
  }

  post(path: string, body: unknown): Promise<DirectAnswer> {
    return this.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  async signIn(email: string, password: string): Promise<DirectAnswer> {
    const { csrfToken } = JSON.parse((await this.request('/api/auth/csrf')).text)
    return this.request('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, email, password, json: 'true' }).toString(),
    })
  }
}
