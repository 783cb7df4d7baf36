import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { metrics } from '@/lib/telemetry/metrics'
import { noteEndpoint, type RequestScope, withinRequest } from '@/lib/telemetry/request-scope'
import { proxyList } from './client-address'
import { observe, requestNumber } from './request-number'

let close = () => {}
afterEach(() => close())

/** A server that responds like ours, behind these proxies. */
async function serving(proxies: string[], endpoint?: string) {
  const list = proxyList(proxies)
  const server = createServer((request, response) => {
    const scope: RequestScope = { id: requestNumber(request, list) }
    observe(request, response, request.url ?? '/', scope)
    withinRequest(scope, () => {
      if (endpoint) noteEndpoint(endpoint)
      response.writeHead(endpoint ? 200 : 404, { 'Content-Type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => void server.close()
  const { port } = server.address() as AddressInfo
  return (path: string, headers: IncomingHttpHeaders = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: headers as Record<string, string> })
}

const given = { 'x-request-id': 'given-by-somebody-1' }

test('sends a different request number with every response', async () => {
  const get = await serving([])
  const [one, two] = [(await get('/')).headers.get('x-request-id'), (await get('/')).headers.get('x-request-id')]
  expect(one).toMatch(/^[0-9a-f-]{36}$/)
  expect(two).not.toBe(one)
})

test('accepts a number from our proxies only', async () => {
  const behind = await serving(['127.0.0.1'])
  expect((await behind('/', given)).headers.get('x-request-id')).toBe('given-by-somebody-1')
  expect((await behind('/', { 'x-request-id': 'no spaces please' })).headers.get('x-request-id')).toMatch(
    /^[0-9a-f-]{36}$/,
  )
  close()
  const open = await serving(['10.0.0.0/8'])
  expect((await open('/', given)).headers.get('x-request-id')).not.toBe('given-by-somebody-1')
})

test('counts requests by declared endpoint, and unknown URLs under one name', async () => {
  const endpoint = '/api/projects/[project]/test-endpoint'
  const get = await serving([], endpoint)
  await get('/api/projects/one/test-endpoint')
  await get('/api/projects/two/test-endpoint')
  close()
  const lost = await serving([])
  for (const path of ['/wp-login.php', '/a', '/b']) await lost(path)
  const { text } = await metrics.text()
  expect(text).toContain(
    `reassess_http_request_duration_seconds_count{method="GET",endpoint="${endpoint}",status="200"} 2`,
  )
  expect(text).toContain('endpoint="other",status="404"')
  expect(text).not.toMatch(/wp-login|projects\/one/)
})
