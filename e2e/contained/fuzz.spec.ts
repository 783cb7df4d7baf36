import { allEndpoints as endpoints } from '@/lib/contracts/all-endpoints'
import type { AnyEndpoint } from '@/lib/contracts/endpoint'
import { errorBody } from '@/lib/contracts/error'
import type { ApiClient } from '../support/api-client'
import { directRequest } from '../support/direct-request'
import { apiFor, expect, test } from '../support/fixtures'
import { requestSample, variations } from '../support/request-samples'

const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)

/** Values that every schema must refuse, in any part of any body. */
const refused = { 'half a character': 'a\ud800b', NUL: 'a\0b', 'lists in lists': nested(60) }
/** Values that a schema may accept or refuse, but that must not cause a server error. */
const numbers = {
  'over int4': 2_147_483_648,
  'over int8': 2 ** 63,
  negative: -2_147_483_649,
  fraction: 0.5,
  huge: 1e308,
}
const parts = ['2147483648', '99999999999999999999', '%00', '%F0%9F%98%80', "'%3B--", 'x'.repeat(2_000)]

interface Call {
  what: string
  run(): Promise<{ status: number; body: unknown }>
  isRefused: boolean
}

const isNumber = (part: unknown) => typeof part === 'number'
const isNoNumber = (part: unknown) => typeof part !== 'number'
const nameOf = ({ method, path }: AnyEndpoint) => `${method} ${path}`
/** Endpoints that would end the account, its session or the set-up which the fuzz test uses. */
const endsOurs = (endpoint: AnyEndpoint) =>
  ['DELETE /api/account', 'POST /api/setup', 'POST /api/password-reset'].includes(nameOf(endpoint))

function* callsOf(endpoint: AnyEndpoint, client: ApiClient, slug: string): Generator<Call> {
  const { method, path, body, query, params } = endpoint
  const name = nameOf(endpoint)
  const at = (part: string) => path.replace('[project]', slug).replace(/\[\w+\]/g, part)
  const call = (what: string, address: string, sent: unknown, isRefused = false): Call => ({
    what: `${name}: ${what}`,
    run: () => client.request(method, address, method === 'GET' ? undefined : sent),
    isRefused,
  })
  const sample = body && requestSample(body)
  if (body && !endsOurs(endpoint)) {
    // Refused values are found by one walk through the body before any schema, so one position of each kind is enough.
    for (const [what, poison] of Object.entries(refused))
      for (const changed of [poison, [...variations(sample, poison)].at(-1)]) yield call(what, at('1'), changed, true)
    for (const [what, poison] of Object.entries(numbers))
      for (const changed of variations(sample, poison, isNumber)) yield call(what, at('1'), changed)
    for (const changed of variations(sample, numbers['over int4'], isNoNumber)) yield call('a number', at('1'), changed)
  }
  // Without a valid body nothing is executed, so that no call has side effects.
  const wrong = body || method === 'GET' ? 'not JSON' : {}
  if (Object.keys(params).length > 0)
    for (const part of parts) yield call(`address part ${part.slice(0, 20)}`, at(part), wrong)
  if (path.includes('[project]'))
    for (const part of ['%00', 'x'.repeat(2_000)])
      yield call(`project ${part.slice(0, 20)}`, path.replace('[project]', part).replace(/\[\w+\]/g, '1'), wrong)
  const names = query ? Object.keys(requestSample(query) as object) : []
  for (const field of names)
    for (const part of parts) yield call(`query ${field}=${part.slice(0, 20)}`, `${at('1')}?${field}=${part}`, wrong)
}

test('answers every malformed body, path and query without a server error, in our error format', async ({
  db,
  ratingProject,
}) => {
  const client = await apiFor(await ratingProject.addAdmin())
  const calls = endpoints.flatMap((endpoint) => [...callsOf(endpoint, client, ratingProject.slug)])
  expect(calls.length).toBeGreaterThan(1_500)
  const wrong: string[] = []
  const next = calls.values()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const { what, run, isRefused } of next) {
        const { status, body } = await run()
        // Access is checked before the request is read.
        const isExpected = isRefused ? [400, 401, 403, 404].includes(status) : status > 0 && status < 500
        const isOurs = status < 400 || errorBody.safeParse(body).success
        if (!isExpected || !isOurs) wrong.push(`${what}: ${status} ${JSON.stringify(body)?.slice(0, 120)}`)
      }
    }),
  )
  expect(wrong).toEqual([])
  const { rows } = await db.query('SELECT id FROM project WHERE id = $1', [ratingProject.id])
  expect(rows).toHaveLength(1)
})

test('answers a path that is not UTF-8 with 400 in our error format, on pages and endpoints', async () => {
  const addresses = ['/%FF', '/projects/%FF', '/rate/%E0%A4%A', '/p/%', '/api/projects/%ED%A0%80', '/api/%C0%AF/x']
  const declared = endpoints.map(({ method, path }) => ({ method, path: path.replace(/\[\w+\]/g, '%FF') }))
  for (const { method, path } of [...addresses.map((path) => ({ method: 'GET', path })), ...declared]) {
    if (!path.includes('%')) continue
    const { status, text, headers } = await directRequest(path, { method })
    expect(status, path).toBe(400)
    expect(headers['content-type']).toContain('application/json')
    expect(errorBody.parse(JSON.parse(text))).toMatchObject({ code: 'invalid-input' })
  }
})

test('answers an address that is no URL with 400 in our error format', async () => {
  for (const path of ['//', '//?%', '//[']) {
    const { status, text } = await directRequest(path)
    expect(status, path).toBe(400)
    expect(errorBody.parse(JSON.parse(text))).toMatchObject({ code: 'invalid-input' })
  }
})

test('refuses deeply nested JSON quickly', async ({ ratingProject }) => {
  const client = await apiFor(await ratingProject.addAdmin())
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const answer = await client.request('PATCH', `/api/projects/${ratingProject.slug}`, `{"name":${deep}}`)
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'invalid-input', message: expect.stringContaining('levels') },
  })
})
