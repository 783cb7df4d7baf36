import { Readable } from 'node:stream'
import { expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/domain/permissions'
import { fileResponse, withoutBody } from './file-response'

const actorOf = (userId: string): Actor => ({ kind: 'account', userId, isOwner: false })

/** An export that is longer than any buffer, and whether it is still open. */
function endless() {
  const content = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536)
    })(),
  )
  return { file: { fileName: 'a b.csv', content }, isOpen: () => !content.destroyed }
}

test.each([
  ['an account', actorOf('ada'), actorOf('bob')],
  ['a network without an account', { network: '203.0.113.7' }, { network: '203.0.113.8' }],
])('refuses a sixth download of %s until one of the others ends or fails', async (_, reader, other) => {
  const start = (by = reader) => fileResponse(by, () => endless().file)
  await expect(fileResponse(reader, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  const open = await Promise.all(Array.from({ length: 5 }, () => start()))
  await expect(start()).rejects.toMatchObject({ code: 'too-many-requests' })
  await (await start(other)).body?.cancel()
  await open.pop()!.body?.cancel()
  await expect
    .poll(async () =>
      start().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  await expect(start()).rejects.toMatchObject({ code: 'too-many-requests' })
})

test('may be cached for minutes only if it is public', async () => {
  const cacheControl = async (isPublic?: boolean) => {
    const { file } = endless()
    const response = await fileResponse(actorOf('eve'), () => ({ ...file, ...(isPublic && { isPublic }) }))
    await response.body?.cancel()
    return response.headers.get('cache-control')
  }
  expect(await cacheControl()).toBe('no-store')
  expect(await cacheControl(true)).toBe('public, max-age=300')
})

test('closes the file of a response without a body', async () => {
  const read = vi.fn()
  const content = new Readable({ read })
  const response = await withoutBody(await fileResponse(actorOf('eve'), () => ({ fileName: 'a b.csv', content })))
  expect(response.body).toBeNull()
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="a_b.csv"')
  await expect.poll(() => content.closed).toBe(true)
  expect(read).not.toHaveBeenCalled()
})
