import { beforeAll, expect, test, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { answerOnce } from './answer-once'

let userId = ''
beforeAll(async () => {
  const user = await prisma.appUser.create({ data: { email: 'answer-once@example.org', name: 'Ada' } })
  userId = user.id
})

const request = (key: string, body: object = { size: 5 }) => ({ userId, key, method: 'POST', path: '/api/x', body })

test('carries out one of ten identical concurrent requests and gives its answer to all', async () => {
  const carryOut = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 150))
    return { drawId: 7 }
  })
  const answers = await Promise.all(Array.from({ length: 10 }, () => answerOnce(request('ten-at-once'), carryOut)))
  expect(answers).toEqual(Array(10).fill({ drawId: 7 }))
  expect(carryOut).toHaveBeenCalledOnce()
  expect(await answerOnce(request('ten-at-once'), carryOut)).toEqual({ drawId: 7 })
  expect(carryOut).toHaveBeenCalledOnce()
  expect(await answerOnce(request('another-key'), carryOut)).toEqual({ drawId: 7 })
  expect(carryOut).toHaveBeenCalledTimes(2)
})

test('carries out a refused request when it is sent again', async () => {
  const refuse = () => Promise.reject(new AppError('conflict', 'No images are left.'))
  await expect(answerOnce(request('refused-first'), refuse)).rejects.toMatchObject({ code: 'conflict' })
  expect(await answerOnce(request('refused-first'), async () => ({ drawId: 8 }))).toEqual({ drawId: 8 })
})

test('refuses a malformed key and a key that was used for another request', async () => {
  await answerOnce(request('one-request'), async () => ({}))
  for (const [key, body] of [
    ['one-request', { size: 6 }],
    ['short', { size: 5 }],
    ['with a blank', { size: 5 }],
  ] as const)
    await expect(answerOnce(request(key, body), async () => ({}))).rejects.toMatchObject({
      code: 'invalid-input',
      fields: { 'Idempotency-Key': expect.any(String) },
    })
})

test('does not repeat a request whose server was killed before it answered', async () => {
  const interrupted = answerOnce(request('interrupted'), () => new Promise(() => {}))
  void interrupted
  await vi.waitFor(async () => expect(await prisma.idempotencyKey.count({ where: { key: 'interrupted' } })).toBe(1))
  const again = vi.fn(async () => ({}))
  await expect(answerOnce(request('interrupted'), again, { maxWaitedMs: 200 })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('interrupted'),
  })
  expect(again).not.toHaveBeenCalled()
})

test('keeps keys for a day', async () => {
  await answerOnce(request('of-yesterday'), async () => ({ drawId: 1 }))
  await prisma.idempotencyKey.updateMany({
    where: { key: 'of-yesterday' },
    data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
  })
  await answerOnce(request('of-today'), async () => ({}))
  expect(await prisma.idempotencyKey.count({ where: { key: 'of-yesterday' } })).toBe(0)
})
