import { expect, test, vi } from 'vitest'
import { startTest } from './start-test'

test('takes a test that is no longer there as a sign that the page is outdated, not as a failure', async () => {
  const refuse = (status: number, code: string) =>
    vi.stubGlobal('fetch', async () => Response.json({ code, message: 'You have no test.', fields: {} }, { status }))
  refuse(409, 'conflict')
  await expect(startTest('birds', 7)).resolves.toBeUndefined()
  refuse(503, 'unavailable')
  await expect(startTest('birds', 7)).rejects.toMatchObject({ code: 'unavailable' })
  vi.unstubAllGlobals()
})
