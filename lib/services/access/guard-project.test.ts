import { expect, test } from 'vitest'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { readOnce, shareAccess } from './guard-project'

const account = (): Actor => ({ kind: 'account', userId: 'u', isOwner: false })

/** Gives the number of readings so far. */
function counted() {
  let readings = 0
  return readOnce(async () => ++readings)
}

test('a check leaves what it read to the next read of the same actor and project, and to no later one', async () => {
  const access = counted()
  const actor = account()
  await access.check(actor, 'a')
  expect(await access.read(actor, 'a')).toBe(1)
  expect(await access.read(actor, 'a')).toBe(2)
  await access.check(actor, 'a')
  expect(await access.read(actor, 'b')).toBe(4)
  expect(await access.read(account(), 'a')).toBe(5)
})

test('all parts of a page share one reading for each project, also when they ask at once', async () => {
  const access = counted()
  const actor = shareAccess(account())
  expect(await Promise.all([access.read(actor, 'a'), access.read(actor, 'a')])).toEqual([1, 1])
  expect(await access.read(actor, 'b')).toBe(2)
  expect(await access.read(actor, 'a')).toBe(1)
  expect(await access.read(shareAccess(account()), 'a')).toBe(3)
})

test('within a transaction it is read anew', async () => {
  const access = counted()
  const actor = shareAccess(account())
  const transaction = Object.create(prisma) as Db
  await access.check(actor, 'a')
  expect(await access.read(actor, 'a', transaction)).toBe(2)
})
