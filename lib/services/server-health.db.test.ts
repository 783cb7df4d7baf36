import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { checkHealth, unavailability } from './server-health'

test('health is refused when the disk has no room, with a sentence that says so', async () => {
  await expect(checkHealth(tmpdir(), 0)).resolves.toBeUndefined()
  await expect(checkHealth(tmpdir(), Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('disk of the server is full'),
  })
})

test('a full disk is told apart from a database that is away, for rows and for files', () => {
  const full = [Object.assign(new Error('x'), { code: '53100' }), Object.assign(new Error('x'), { code: 'ENOSPC' })]
  for (const error of full) expect(unavailability(error)?.message).toContain('disk')
  expect(unavailability(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))?.message).toContain('database')
  expect(unavailability(new Error('anything else'))).toBeNull()
})
