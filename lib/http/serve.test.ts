import { expect, test } from 'vitest'
import { z } from 'zod'
import * as accounts from '@/lib/contracts/endpoints/accounts'
import { rowId } from '@/lib/contracts/number'
import { jsonProblem, readBody, readQuery, serve } from './serve'

const problemOf = (json: string) => jsonProblem(JSON.parse(json))

test('finds texts that cannot be stored anywhere in a body', () => {
  expect(problemOf('{"a":["\\u0000"]}')).toBe('contains a NUL character')
  expect(problemOf('{"a":{"\\ud800":1}}')).toMatch(/half of a character/)
  expect(problemOf('"x\\udc00y"')).toMatch(/half of a character/)
})

test('accepts complete surrogate pairs, and a backslash before the letters u0000', () => {
  expect(problemOf('{"a":"\\ud83d\\ude00"}')).toBeNull()
  expect(problemOf('{"a":"\\\\u0000"}')).toBeNull()
})

test('limits the depth of nested lists, without recursion', () => {
  expect(problemOf(`${'['.repeat(40)}${']'.repeat(40)}`)).toBeNull()
  expect(problemOf(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBe('has more than 50 levels')
})

const sent = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  readBody(new Request('http://a', { method: 'POST', body, headers }))
const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part])))

test('reads only JSON in UTF-8, with or without a byte order mark', async () => {
  expect(await sent('{"a":"ä"}', { 'content-type': 'application/json; charset=utf-8' })).toEqual({ a: 'ä' })
  expect(await sent(bytes(0xef, 0xbb, 0xbf, '{}'))).toEqual({})
  expect(await sent('', {})).toEqual({})
  await expect(sent(bytes('{"a":"', 0xff, '"}'))).rejects.toMatchObject({ fields: { body: 'not valid UTF-8' } })
  await expect(sent('{"a":')).rejects.toMatchObject({ code: 'invalid-input', fields: { body: 'not valid JSON' } })
})

test('does not take a client that stops sending for a database that cannot be reached', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes('{"a":'))
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const request = new Request('http://a', { method: 'POST', body, duplex: 'half' } as RequestInit)
  await expect(readBody(request)).rejects.toMatchObject({ code: 'invalid-input', fields: { body: 'was interrupted' } })
})

test.each([
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/jsonlines' },
  { 'content-type': 'application/json', 'content-encoding': 'gzip' },
])('refuses the type of body %j', async (headers) => {
  await expect(sent('{}', headers)).rejects.toMatchObject({ code: 'unsupported-media-type' })
})

test('refuses parameters that the endpoint does not have, and repeated ones', () => {
  const endpoint = { role: 'admin', query: z.object({ run: rowId.optional() }) } as const
  const read = (query: string) => readQuery(endpoint, new URLSearchParams(query))
  expect(read('run=7')).toEqual({ run: 7 })
  expect(() => read('Run=7')).toThrow('The query is not valid. Check Run.')
  expect(() => read('run=7&run=8')).toThrow('The query is not valid. Check run.')
  expect(() => readQuery({ role: 'admin' }, new URLSearchParams('page=2'))).toThrow('Check page.')
  expect(readQuery({ role: 'anyone' }, new URLSearchParams('utm_source=mail&utm_source=news'))).toBeUndefined()
})

test('health checks do not look up who is signed in, which would fail without a database', async () => {
  const part = { isOk: false, message: 'The disk is full.' }
  const health = {
    status: 'failing' as const,
    checks: { database: part, disk: part, migrations: part, worker: part },
  }
  const context = { params: Promise.resolve(undefined) }
  const request = new Request('http://localhost/api/health', { headers: { cookie: 'next-auth.session-token=any' } })
  const response = await serve(accounts.checkHealth, () => health)(request, context)
  expect(await response.json()).toEqual(health)
  const ready = await serve(accounts.checkReady, () => ({ status: 'ready' as const }))(request, context)
  expect(ready.status).toBe(200)
})
