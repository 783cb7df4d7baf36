import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
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

test('refuses a sixth download of an account until one of the others ends or fails', async () => {
  const start = (userId = 'ada') => fileResponse(actorOf(userId), () => endless().file)
  await expect(fileResponse(actorOf('ada'), () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  const open = await Promise.all(Array.from({ length: 5 }, () => start()))
  await expect(start()).rejects.toMatchObject({ code: 'too-many-requests' })
  await (await start('bob')).body?.cancel()
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

test('closes the file of a response without a body', async () => {
  const { file, isOpen } = endless()
  const response = await withoutBody(await fileResponse(actorOf('eve'), () => file))
  expect(response.body).toBeNull()
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="a_b.csv"')
  await expect.poll(isOpen).toBe(false)
})
