import { setTimeout as pause } from 'node:timers/promises'
import { type Db, prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { sha256 } from '@/lib/db/sha256'
import { AppError } from '@/lib/errors'

export interface KeyedRequest {
  userId: string
  key: string
  method: string
  path: string
  body: unknown
}

const keptMs = 24 * 3_600_000
const pauseMs = 100

const keyError = (code: 'invalid-input' | 'conflict', message: string, problem: string) =>
  new AppError(code, message, { 'Idempotency-Key': problem })

/**
 * Carries out a request once per account and key, and repeats its response for a day; concurrent repetitions wait for
 * it. A refused request may be sent again. Throws AppError `invalid-input` if the key is malformed or was used for
 * another request, `conflict` if there is still no response after `maxWaitedMs`.
 */
export async function answerOnce(
  { userId, key, method, path, body }: KeyedRequest,
  carryOut: () => Promise<unknown>,
  { db = prisma, maxWaitedMs = 20_000 }: { db?: Db; maxWaitedMs?: number } = {},
): Promise<unknown> {
  if (!/^[\x21-\x7e]{8,200}$/.test(key))
    throw keyError(
      'invalid-input',
      'The header Idempotency-Key must have 8 to 200 visible ASCII characters, such as a UUID.',
      'must have 8 to 200 visible ASCII characters',
    )
  const request = sha256(JSON.stringify([method, path, body]))
  await db.idempotencyKey.deleteMany({ where: { userId, createdAt: { lt: new Date(Date.now() - keptMs) } } })
  const until = Date.now() + maxWaitedMs
  do {
    const { count } = await db.idempotencyKey.createMany({ data: [{ userId, key, request }], skipDuplicates: true })
    if (count === 1) return keepAnswer({ userId, key }, carryOut, db)
    const earlier = await db.idempotencyKey.findUnique({ where: { userId_key: { userId, key } } })
    if (earlier && earlier.request !== request)
      throw keyError('invalid-input', 'This Idempotency-Key was used for another request. Choose a new one.', 'is used')
    if (earlier && earlier.answer !== null) return earlier.answer
    await pause(pauseMs)
  } while (Date.now() < until)
  throw keyError(
    'conflict',
    'The same request is still being carried out, or was interrupted. See whether it did what you wanted before you send it again under a new Idempotency-Key.',
    'is in use',
  )
}

async function keepAnswer(id: { userId: string; key: string }, carryOut: () => Promise<unknown>, db: Db) {
  let answer: unknown
  try {
    answer = await carryOut()
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: id })
    throw error
  }
  await db.idempotencyKey.updateMany({ where: id, data: { answer: answer as Prisma.InputJsonValue } })
  return answer
}
