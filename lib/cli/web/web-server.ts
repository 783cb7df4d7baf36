// The web server: Next, behind a layer that has access to the connection. Routes cannot see the socket, so this sets a
// header with the client's address, overriding any in the request. It also refuses requests for which Next would fail,
// and adds security headers to every response.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { clientAddressHeader } from '@/lib/contracts/client-address'
import type { ErrorBody } from '@/lib/contracts/error'
import { env } from '@/lib/env'
import { type PageAnswer, withPageAnswer } from '@/lib/services/access/page-status'
import { type RequestScope, withinRequest } from '@/lib/telemetry/request-scope'
import { startTracing } from '@/lib/telemetry/start-tracing'
import { clientAddress, proxyList } from './client-address'
import { explainRefusedMethod } from './refused-method'
import { observe, requestNumber, respondWithTrace } from './request-number'
import { protect } from './security-headers'
import { dropUnreadBody } from './unread-body'

/** Whether a URL cannot be parsed or its path cannot be decoded, which Next assumes. */
function isMalformedAddress(url = '/'): boolean {
  const [path = ''] = url.split('?')
  try {
    decodeURIComponent(path)
    return !URL.canParse(url, 'http://host')
  } catch {
    return true
  }
}

// Longer than browsers and proxies keep connections: a request fails if its connection closes just as it is reused.
const keepAliveMs = 65_000

process.title = 'reassess-web'
const proxies = proxyList(env.TRUSTED_PROXIES)
const stopTracing = await startTracing('reassess-web', env.OTEL_EXPORTER_OTLP_ENDPOINT)
const app = next({ dev: false, hostname: env.HOST, port: env.PORT })
await app.prepare()
const handle = app.getRequestHandler()

function refuse(response: ServerResponse, status: number, body: ErrorBody): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}

const malformedAddress: ErrorBody = {
  code: 'invalid-input',
  message:
    'The address is not valid: // begins it without a host, or a percent sign in it begins no character of UTF-8.',
  fields: { address: 'not valid' },
}
// TRACE would echo headers added by a browser or proxy, and Next does not handle it.
const traceRefused: ErrorBody = {
  code: 'method-not-allowed',
  message: 'TRACE is not answered here. Use GET.',
  fields: {},
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers, socket } = request
  const path = request.url?.split('?')[0] ?? '/'
  const scope: RequestScope = { id: requestNumber(request, proxies) }
  observe(request, response, path, scope)
  protect(request, response)
  dropUnreadBody(request, response)
  if (path.startsWith('/api/')) explainRefusedMethod(request, response)
  if (request.method === 'TRACE') return refuse(response, 405, traceRefused)
  if (isMalformedAddress(request.url)) return refuse(response, 400, malformedAddress)
  const forwardedFor = headers['x-forwarded-for']
  headers[clientAddressHeader] = clientAddress(
    socket.remoteAddress,
    Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor,
    proxies,
  )
  const { pathname, search } = new URL(request.url ?? '/', 'http://host')
  const answer: PageAnswer = { path: pathname, query: search, status: null }
  settleStatus(answer, response)
  await withinRequest(scope, () =>
    respondWithTrace(request, response, proxies, () => withPageAnswer(answer, () => handle(request, response))),
  )
}

/** Sends a page with the status that its code set, unless the response has another one. */
function settleStatus(answer: PageAnswer, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...more: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...more: unknown[]) => {
    const isOurs = answer.status !== null && status === (answer.status === 503 ? 500 : 200)
    if (isOurs && answer.status === 503) response.setHeader('Retry-After', '2')
    return writeHead(isOurs ? (answer.status ?? status) : status, ...more)
  }
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    // Without the query, which may contain the secret of a link.
    console.error(`${request.method} ${request.url?.split('?')[0]} failed`, error)
    if (!response.headersSent) response.statusCode = 500
    response.end()
  })
})
server.keepAliveTimeout = keepAliveMs
server.on('error', (error) => {
  console.error('The web server could not listen.', error)
  process.exit(1)
})
server.listen(env.PORT, env.HOST)

let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    // Finishes current requests first; the supervisor limits the time.
    server.close(
      () =>
        void app
          .close()
          .then(stopTracing)
          .finally(() => process.exit(0)),
    )
  })
