import { randomInt } from 'node:crypto'
import http from 'node:http'
import { appUrl } from '../ports'
import { ApiClient } from './api-client'

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

/** Returns a new network on each call, so that tests do not share attempts. */
export const newNetwork = () => `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`

/** Returns a client with a client address, by default in a new network, for tests of limits. */
export const clientFrom = (from = newNetwork()) =>
  new ApiClient(appUrl, async (url, init) => {
    const { pathname, search } = new URL(String(url))
    const { status, headers, text } = await directRequest(pathname + search, { ...(init as DirectRequest), from })
    const pairs = Object.entries(headers).flatMap(([name, value = []]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    )
    return new Response(text, { status, headers: pairs })
  })
