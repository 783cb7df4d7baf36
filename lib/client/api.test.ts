import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '@/lib/contracts/endpoint'
import type * as accounts from '@/lib/contracts/endpoints/accounts'
import type * as rating from '@/lib/contracts/endpoints/rating'
import { request, smallEndpoint } from './api'

const reply = (body: string, status = 200) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(body, { status })),
  )
const output = z.strictObject({ n: z.number() })
const ask = () =>
  request(
    endpoint('POST /api/x', { role: 'anyone', body: z.strictObject({ a: z.number() }), output }),
    {},
    { body: { a: 1 } },
  )

afterEach(() => void vi.unstubAllGlobals())

describe('an API request', () => {
  test('sends JSON and returns the validated response', async () => {
    reply('{"n":1}')
    expect(await ask()).toEqual({ n: 1 })
    const [address, init] = vi.mocked(fetch).mock.calls[0]!
    expect([address, init?.method, init?.body]).toEqual(['/api/x', 'POST', '{"a":1}'])
  })

  test('fills in the path parameters and the query of the declared URL', async () => {
    reply('{"n":1}')
    const rename = endpoint('PUT /api/x/[project]/y/[name]', {
      role: 'admin',
      query: z.object({ run: z.number(), from: z.number().optional() }),
      body: z.strictObject({ a: z.number() }),
      output,
    })
    const query = { run: 2, from: undefined }
    expect(await request(rename, { project: 'p', name: 'a/b' }, { query, body: { a: 1 } })).toEqual({ n: 1 })
    const [address, init] = vi.mocked(fetch).mock.calls[0]!
    expect([address, init?.method, init?.body]).toEqual(['/api/x/p/y/a%2Fb?run=2', 'PUT', '{"a":1}'])
  })

  test('throws an error with the status, code, message and fields of the response', async () => {
    reply('{"code":"invalid-input","message":"No.","fields":{"a":"too small"}}', 400)
    await expect(ask()).rejects.toMatchObject({
      status: 400,
      code: 'invalid-input',
      message: 'No.',
      fields: { a: 'too small' },
      isTemporary: false,
    })
  })

  test('is offline, which is temporary, if there is no response', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    await expect(ask()).rejects.toMatchObject({ status: 0, code: 'offline', isTemporary: true })
  })

  test("treats a gateway's error page as temporary", async () => {
    reply('<h1>Bad gateway</h1>', 502)
    await expect(ask()).rejects.toMatchObject({ status: 502, code: 'unreadable', isTemporary: true })
  })

  test.each(['{"n":"one"}', '{"n":1,"more":2}', 'not JSON', ''])(
    'rejects the response %j, which does not match the schema',
    async (body) => {
      reply(body)
      await expect(ask()).rejects.toMatchObject({ status: 200, code: 'unreadable', isTemporary: false })
    },
  )
})

describe('a request that creates something', () => {
  const create = endpoint('POST /api/draws', {
    role: 'anyone',
    body: z.strictObject({ a: z.number() }),
    output,
    isCreating: true,
  })
  const draw = (a: number) => request(create, {}, { body: { a } })
  const keys = () => vi.mocked(fetch).mock.calls.map(([, init]) => new Headers(init?.headers).get('idempotency-key'))

  test('reuses its key for a second click, but not later or for another body', async () => {
    vi.useFakeTimers()
    reply('{"n":1}')
    await Promise.all([draw(1), draw(1)])
    await draw(1)
    await draw(2)
    vi.advanceTimersByTime(1_001)
    await draw(1)
    vi.useRealTimers()
    const [first, second, third, other, later] = keys()
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect([second, third]).toEqual([first, first])
    expect(new Set([first, other, later]).size).toBe(3)
  })

  test('keeps its key while the outcome is unknown, and drops it after an error response', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')))
    await expect(draw(3)).rejects.toMatchObject({ code: 'offline' })
    await expect(draw(3)).rejects.toMatchObject({ code: 'offline' })
    expect(keys()[1]).toBe(keys()[0])
    reply('{"code":"conflict","message":"No.","fields":{}}', 409)
    await expect(draw(3)).rejects.toMatchObject({ code: 'conflict' })
    await expect(draw(3)).rejects.toMatchObject({ code: 'conflict' })
    expect(keys()[1]).not.toBe(keys()[0])
  })
})

test('an endpoint with a hand-written check has the address of its declaration, in a project or not', () => {
  const renew = smallEndpoint<typeof rating.renewLeases>('POST /assignments/renew', () => true)
  expect(renew).toMatchObject({ method: 'POST', path: '/api/projects/[project]/assignments/renew' })
  const language = smallEndpoint<typeof accounts.chooseLanguage>('POST /api/language', (json) => json === 'de')
  expect(language).toMatchObject({ method: 'POST', path: '/api/language' })
  expect([language.output.safeParse('de').success, language.output.safeParse('fr').success]).toEqual([true, false])
})
