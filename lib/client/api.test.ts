import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '@/lib/contracts/endpoint'
import { request } from './api'

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

describe('a request to our API', () => {
  test('sends JSON and returns the checked answer', async () => {
    reply('{"n":1}')
    expect(await ask()).toEqual({ n: 1 })
    const [address, init] = vi.mocked(fetch).mock.calls[0]!
    expect([address, init?.method, init?.body]).toEqual(['/api/x', 'POST', '{"a":1}'])
  })

  test('goes to the declared address, with its brackets and its query filled in', async () => {
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

  test('carries status, code, message and fields of a refusal', async () => {
    reply('{"code":"invalid-input","message":"No.","fields":{"a":"too small"}}', 400)
    await expect(ask()).rejects.toMatchObject({
      status: 400,
      code: 'invalid-input',
      message: 'No.',
      fields: { a: 'too small' },
      isTemporary: false,
    })
  })

  test('is offline when no answer comes, which may pass', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    await expect(ask()).rejects.toMatchObject({ status: 0, code: 'offline', isTemporary: true })
  })

  test('takes a gateway’s page for a temporary refusal', async () => {
    reply('<h1>Bad gateway</h1>', 502)
    await expect(ask()).rejects.toMatchObject({ status: 502, code: 'unreadable', isTemporary: true })
  })

  test.each(['{"n":"one"}', '{"n":1,"more":2}', 'not JSON', ''])(
    'refuses the answer %j of another form',
    async (body) => {
      reply(body)
      await expect(ask()).rejects.toMatchObject({ status: 200, code: 'unreadable', isTemporary: false })
    },
  )
})
