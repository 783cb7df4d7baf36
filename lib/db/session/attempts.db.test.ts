import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { countAttempt } from './attempts'

const moveWindow = (key: string, seconds: number) =>
  prisma.$executeRaw`UPDATE attempt_count SET window_ends_at = window_ends_at + make_interval(secs => ${seconds}::int) WHERE key = ${key}`

test('counts attempts until their window ends, then opens another window', async () => {
  const key = randomUUID()
  for (const attempts of [1, 2, 3]) expect(await countAttempt(key, 300)).toMatchObject({ attempts })
  await moveWindow(key, -301)
  expect(await countAttempt(key, 300)).toMatchObject({ attempts: 1 })
})

test('counts each of many concurrent attempts in one window', async () => {
  const key = randomUUID()
  const counted = await Promise.all(Array.from({ length: 20 }, () => countAttempt(key, 300)))
  expect(counted.map(({ attempts }) => attempts).sort((a, b) => a - b)).toEqual(counted.map((_, k) => k + 1))
})

test('does not lock anyone out after a clock that was ahead is corrected', async () => {
  const key = randomUUID()
  for (let k = 0; k < 11; k++) await countAttempt(key, 300)
  await moveWindow(key, 86_400)
  const { attempts, secondsLeft } = await countAttempt(key, 300)
  expect(attempts).toBe(1)
  // Times are stored in milliseconds, and seconds are rounded up.
  expect(secondsLeft).toBeLessThanOrEqual(301)
  expect(await countAttempt(key, 300)).toMatchObject({ attempts: 2 })
})
