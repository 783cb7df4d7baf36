import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as endpoints from '@/lib/contracts/endpoints/rating'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { requestIdHeader, withinRequest } from '@/lib/telemetry/request-scope'
import { describeSpan, statementWithoutValues, withSpan } from '@/lib/telemetry/spans'
import { startTracing } from '@/lib/telemetry/start-tracing'
import { proxyList } from './client-address'
import { respondWithTrace } from './request-number'

interface OtlpSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
  status: { code?: number }
}
interface OtlpBody {
  resourceSpans: { resource: { attributes: unknown[] }; scopeSpans: { spans: OtlpSpan[] }[] }[]
}

/** A collector that records OTLP over HTTP, as JSON. */
async function collector() {
  const bodies: OtlpBody[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.url === '/v1/traces') bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () =>
      bodies.flatMap((body) => body.resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({ spans }) => spans))),
    text: () => JSON.stringify(bodies),
    close: () => void server.close(),
  }
}

let project: RatingProject
let receiver: Awaited<ReturnType<typeof collector>>
beforeEach(async () => {
  ;[project, receiver] = await Promise.all([makeRatingProject({ tasks: 3, candidates: 3 }), collector()])
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url)
})
afterEach(() => {
  vi.unstubAllEnvs()
  receiver.close()
})

const value = (span: OtlpSpan, name: string) => {
  const found = span.attributes.find(({ key }) => key === name)?.value
  return found?.stringValue ?? found?.intValue
}

/** A web server with one endpoint that submits a rater's answers like the route. */
async function submitOverHttp(rater: Awaited<ReturnType<RatingProject['addRater']>>, assignmentId: number) {
  const { method, path } = endpoints.submitVotes
  const server = createServer((request, response) =>
    withinRequest({ id: 'number-of-request' }, () =>
      respondWithTrace(request, response, proxyList([]), async () => {
        describeSpan(`${method} ${path}`, { 'http.route': path })
        await submitVotes(rater, {
          ...{ slug: project.slug, assignmentId, revision: 0, answers: ['yes', 'maybe', 'no'] },
          ...{ imageShownMs: 912_345, durationMs: 912_345, shownMs: null },
        })
        response.setHeader(requestIdHeader, 'number-of-request').writeHead(200).end('{}')
      }),
    ),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/projects/${project.slug}/assignments/1/submit`
  await (await fetch(`${address}?token=secret-of-a-link`, { method: 'POST', body: '{"answers":["yes"]}' })).text()
  await new Promise((resolve) => server.close(resolve))
}

test('traces a submission with its endpoint and SQL, without answers or personal data', async () => {
  const rater = await project.addRater()
  const { task } = await leaseNextTask(rater, { slug: project.slug })
  const stop = await startTracing('reassess-test', receiver.url)
  await submitOverHttp(rater, task!.assignmentId)
  await stop()

  const spans = receiver.spans()
  const root = spans.find(({ name }) => name === 'POST /api/projects/[project]/assignments/[assignment]/submit')
  expect(root, spans.map(({ name }) => name).join()).toBeDefined()
  expect(value(root!, 'http.response.status_code')).toBe(200)
  expect(value(root!, 'reassess.request')).toBe('number-of-request')
  const queries = spans.filter(({ name }) => name.endsWith('postgresql'))
  expect(queries.some((span) => String(value(span, 'db.query.text')).includes('submit_and_lease($1'))).toBe(true)
  for (const span of queries) expect(span).toMatchObject({ traceId: root!.traceId, parentSpanId: root!.spanId })
  expect(spans.every(({ traceId }) => traceId === root!.traceId)).toBe(true)

  const sent = receiver.text()
  for (const secret of ['912345', 'secret-of-a-link', project.slug, 'secret-class', '@', '"yes"', '{2,1,0}'])
    expect(sent, secret).not.toContain(secret)
})

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'

/** Returns the spans of a request with this header from 127.0.0.1. */
async function tracedOf(proxies: string[], traceparent: string) {
  const stop = await startTracing('reassess-test', receiver.url)
  const server = createServer((request, response) =>
    respondWithTrace(request, response, proxyList(proxies), async () => void response.writeHead(200).end()),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await (
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { traceparent } })
  ).text()
  await new Promise((resolve) => server.close(resolve))
  await stop()
  return receiver.spans()
}

test('continues the trace that one of our proxies started', async () => {
  const [span] = await tracedOf(['127.0.0.1'], `00-${traceId}-${spanId}-01`)
  expect(span).toMatchObject({ traceId, parentSpanId: spanId, name: 'GET' })
})

test('does not trace a request that one of our proxies has not sampled', async () => {
  expect(await tracedOf(['127.0.0.1'], `00-${traceId}-${spanId}-00`)).toEqual([])
})

test.each([
  ['of a visitor', ['10.0.0.0/8'], `00-${traceId}-${spanId}-00`],
  ['of zeros', ['127.0.0.1'], `00-${'0'.repeat(32)}-${spanId}-00`],
  ['that is cut off', ['127.0.0.1'], `00-${traceId}-${spanId}`],
  ['that is two', ['127.0.0.1'], `00-${traceId}-${spanId}-00, 00-${traceId}-${spanId}-00`],
])('ignores a trace %s', async (_, proxies, traceparent) => {
  const [span] = await tracedOf(proxies, traceparent)
  expect(span).toMatchObject({ name: 'GET' })
  expect(span!.traceId).not.toBe(traceId)
  expect(span!.parentSpanId ?? '').toBe('')
})

test('sends only the name of an error, and a new trace for another request', async () => {
  const stop = await startTracing('reassess-test', receiver.url)
  const failing = withSpan('one', {}, async () => {
    throw new TypeError('somebody@example.org is not a number')
  })
  await expect(failing).rejects.toThrow('somebody@example.org')
  await withSpan('two', {}, async () => {})
  await stop()
  const [one, two] = receiver.spans()
  expect(one).toMatchObject({ name: 'one', status: { code: 2 } })
  expect(value(one!, 'error.type')).toBe('TypeError')
  expect(two!.traceId).not.toBe(one!.traceId)
  expect(receiver.text()).not.toContain('example.org')
})

test('replaces the values in a statement', () => {
  expect(statementWithoutValues("SELECT 'a@b.org',\n  'it''s' || $1")).toBe('SELECT ?, ? || $1')
})

test('loads nothing without the setting, and still does the work', async () => {
  const stop = await startTracing('reassess-test', undefined)
  expect(await withSpan('one', {}, async () => 1)).toBe(1)
  await stop()
  expect(receiver.spans()).toEqual([])
})
