import { expect, test } from 'vitest'
import { requestFields, requestId, validRequestId, withinRequest } from './request-scope'

test('work for a request knows its id, even later, and concurrent work does not', async () => {
  const later = withinRequest({ id: 'request-1' }, async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return [requestId(), requestFields()]
  })
  expect(requestFields()).toEqual({})
  expect(await later).toEqual(['request-1', { request: 'request-1' }])
  expect(requestId()).toBeNull()
})

test('accepts an external id only if it is safe in a log line and a header', () => {
  for (const good of ['0e7c1b2a-9d0f-4b1e-8c3d', 'abcdef12', 'Root:1-67891233.x_y'])
    expect(validRequestId(good)).toBe(good)
  for (const bad of [
    'short',
    'x'.repeat(129),
    'has space 1234',
    'line\nbreak1234',
    '<script>alert',
    '',
    undefined,
    ['a', 'b'],
  ])
    expect(validRequestId(bad)).toBeNull()
})
