import { expect, test } from 'vitest'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { readOnce, shareAccess } from './guard-project'

const account = (): Actor => ({ kind: 'account', userId: 'u', isOwner: false })

/** Returns the number of reads so far. */
function counted() {
  let readings = 0
  return readOnce(async () => ++readings)
}

test("passes a check's result only to the next read of the same actor and project", async () => {
  const access = counted()
  const actor = account()
  await access.check(actor, 'a')
  expect(await access.read(actor, 'a')).toBe(1)
  expect(await access.read(actor, 'a')).toBe(2)
  await access.check(actor, 'a')
  expect(await access.read(actor, 'b')).toBe(4)
  expect(await access.read(account(), 'a')).toBe(5)
})

test('shares one read per project between all parts of a page, even concurrent ones', async () => {
  const access = counted()
  const actor = shareAccess(account())
  expect(await Promise.all([access.read(actor, 'a'), access.read(actor, 'a')])).toEqual([1, 1])
  expect(await access.read(actor, 'b')).toBe(2)
  expect(await access.read(actor, 'a')).toBe(1)
  expect(await access.read(shareAccess(account()), 'a')).toBe(3)
})

test('reads again within a transaction', async () => {
  const access = counted()
  const actor = shareAccess(account())
  const transaction = Object.create(prisma) as Db
  await access.check(actor, 'a')
  expect(await access.read(actor, 'a', transaction)).toBe(2)
})
