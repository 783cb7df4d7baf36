import { expect, test, vi } from 'vitest'
import { fakeStorage } from '@/lib/client/testing/fake-storage'
import {
  countUnsent,
  entryKey,
  forgetOwners,
  memoryStore,
  noteOwner,
  type OutboxEntry,
  webStorageStore,
} from './outbox-store'

const entry = (assignment: number, revision = 0, queuedAt = 0): OutboxEntry => ({
  kind: 'votes',
  slug: 'desk',
  raterId: 7,
  id: `${assignment}/${revision}`,
  queuedAt,
  input: { answers: ['no'] },
})

test('stores each entry as an item of its own and leaves other items alone', async () => {
  const storage = fakeStorage()
  storage.setItem('theme', 'dark')
  const store = webStorageStore(storage)
  for (const one of [entry(1), entry(1), entry(1, 1), entry(2)]) await store.put(one)
  expect(await store.all()).toEqual([entry(1), entry(1, 1), entry(2)])
  await store.remove(entryKey(entry(1)))
  expect(await store.all()).toEqual([entry(1, 1), entry(2)])
  expect(storage.getItem('theme')).toBe('dark')
})

test('ignores entries that are damaged, in an older format or without an owner', async () => {
  const storage = fakeStorage()
  storage.setItem('reassess-outbox:a', '{')
  storage.setItem('reassess-outbox:b', '{"slug":"desk"}')
  storage.setItem('reassess-outbox:c', JSON.stringify({ ...entry(1), raterId: undefined }))
  const store = webStorageStore(storage)
  await store.put(entry(3))
  expect(await store.all()).toEqual([entry(3)])
})

test('lists entries in the order they were queued, those without a time first', async () => {
  const storage = fakeStorage()
  const { queuedAt, ...older } = entry(30)
  storage.setItem('reassess-outbox:old', JSON.stringify(older))
  const store = webStorageStore(storage)
  for (const one of [entry(10, 0, 3), entry(9, 0, 2), entry(2, 0, 4)]) await store.put(one)
  expect((await store.all()).map(({ id }) => id)).toEqual(['30/0', '9/0', '10/0', '2/0'])
})

test('counts only unsent entries of the signed-in account, until it signs out', async () => {
  vi.stubGlobal('localStorage', fakeStorage())
  const store = memoryStore()
  for (const one of [entry(1), entry(2), { ...entry(3), raterId: 8 }, { ...entry(4), slug: 'garden' }])
    await store.put(one)
  expect(await countUnsent(store)).toBe(0)
  noteOwner({ slug: 'desk', raterId: 7 })
  noteOwner({ slug: 'desk', raterId: 7 })
  expect(await countUnsent(store)).toBe(2)
  noteOwner({ slug: 'garden', raterId: 7 })
  expect(await countUnsent(store)).toBe(3)
  forgetOwners()
  expect(await countUnsent(store)).toBe(0)
  vi.unstubAllGlobals()
})
