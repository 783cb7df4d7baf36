import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { metrics } from '@/lib/telemetry/metrics'
import { type RequestScope, requestIdHeader, validRequestId } from '@/lib/telemetry/request-scope'
import { describeSpan, withSpan } from '@/lib/telemetry/spans'
import { isFromProxy } from './client-address'

/** Returns the number that one of our proxies gave the request, otherwise a new one. */
export function requestNumber({ headers, socket }: IncomingMessage, proxies: BlockList): string {
  const given = isFromProxy(socket.remoteAddress, proxies) ? validRequestId(headers[requestIdHeader]) : null
  return given ?? randomUUID()
}

/** A label for requests without an endpoint. Few distinct values, whatever URLs are requested. */
function kindOf(path: string, response: ServerResponse): string {
  if (path.startsWith('/api/auth/')) return '/api/auth'
  if (path.startsWith('/_next/static/')) return 'file'
  const isPage = String(response.getHeader('content-type')).startsWith('text/html')
  return isPage ? 'page' : 'other'
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Sends the request number with the response, and records count and time when the response starts. */
export function observe(request: IncomingMessage, response: ServerResponse, path: string, scope: RequestScope): void {
  const startedAt = performance.now()
  if (scope.id !== null) response.setHeader(requestIdHeader, scope.id)
  const writeHead = response.writeHead.bind(response) as (status: number, ...more: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...more: unknown[]) => {
    const answer = writeHead(status, ...more)
    const labels = {
      method: methods.has(request.method ?? '') ? request.method! : 'other',
      endpoint: scope.endpoint ?? kindOf(path, response),
      // The status as sent, which wrappers may have changed.
      status: String(response.statusCode),
    }
    metrics.requests.observe(labels, (performance.now() - startedAt) / 1_000)
    return answer
  }
}

/**
 * Responds within a span, without URL and headers, which may identify people. The endpoint is added once known. Accepts
 * a parent trace from our proxies only.
 */
export function respondWithTrace(
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
