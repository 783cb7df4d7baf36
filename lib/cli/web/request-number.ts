import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { metrics } from '@/lib/telemetry/metrics'
import { type RequestScope, requestIdHeader, validRequestId } from '@/lib/telemetry/request-scope'
import { describeSpan, withSpan } from '@/lib/telemetry/spans'
import { isFromProxy } from './client-address'

/** The number that a proxy of ours has given to a request, or a new one; what anybody else sends does not count. */
export function requestNumber({ headers, socket }: IncomingMessage, proxies: BlockList): string {
  const given = isFromProxy(socket.remoteAddress, proxies) ? validRequestId(headers[requestIdHeader]) : null
  return given ?? randomUUID()
}

/** What is asked for where no endpoint of ours answers: few names, whatever addresses people make up. */
function kindOf(path: string, response: ServerResponse): string {
  if (path.startsWith('/api/auth/')) return '/api/auth'
  if (path.startsWith('/_next/static/')) return 'file'
  const isPage = String(response.getHeader('content-type')).startsWith('text/html')
  return isPage ? 'page' : 'other'
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Gives the answer the number of its request, and counts and times it when it begins. */
export function observe(request: IncomingMessage, response: ServerResponse, path: string, scope: RequestScope): void {
  const startedAt = performance.now()
  if (scope.id !== null) response.setHeader(requestIdHeader, scope.id)
  const writeHead = response.writeHead.bind(response) as (status: number, ...more: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...more: unknown[]) => {
    const answer = writeHead(status, ...more)
    const labels = {
      method: methods.has(request.method ?? '') ? request.method! : 'other',
      endpoint: scope.endpoint ?? kindOf(path, response),
      // As it was sent: what wraps this may have changed it.
      status: String(response.statusCode),
    }
    metrics.requests.observe(labels, (performance.now() - startedAt) / 1_000)
    return answer
  }
}

/**
 * Answers within a span, which has neither address nor headers: both may say who asks. The endpoint is added where it is
 * known. A proxy of ours may have begun the trace; what anybody else sends does not count.
 */
export function tracedAnswer(
  { method = 'GET', headers, socket }: IncomingMessage,
  response: ServerResponse,
  proxies: BlockList,
  answer: () => Promise<void>,
) {
  const given = isFromProxy(socket.remoteAddress, proxies) ? headers.traceparent : undefined
  return withSpan(
    method,
    { 'http.request.method': method },
    async () => {
      await answer()
      describeSpan(null, { 'http.response.status_code': response.statusCode })
    },
    'SERVER',
    typeof given === 'string' ? given : undefined,
  )
}
