import { expect, test } from 'vitest'
import { fakeStorage } from '@/lib/client/testing/fake-storage'
import { type PendingSubmission, submissionKey, webStorageStore } from './submission-store'

const submission = (assignmentId: number, revision = 0, queuedAt = 0): PendingSubmission => ({
  slug: 'desk',
  raterId: 7,
  assignmentId,
  queuedAt,
  input: { revision, answers: ['no'], durationMs: null, shownMs: null },
})

test('keeps one entry for each assignment and revision, and only its own', async () => {
  const storage = fakeStorage()
  storage.setItem('theme', 'dark')
  const store = webStorageStore(storage)
  for (const one of [submission(1), submission(1), submission(1, 1), submission(2)]) await store.put(one)
  expect(await store.all()).toEqual([submission(1), submission(1, 1), submission(2)])
  await store.remove(submissionKey(submission(1)))
  expect(await store.all()).toEqual([submission(1, 1), submission(2)])
  expect(storage.getItem('theme')).toBe('dark')
})

test('passes over entries that are damaged, of an older form or without an owner', async () => {
  const storage = fakeStorage()
  storage.setItem('reassess-submission:a', '{')
  storage.setItem('reassess-submission:b', '{"slug":"desk"}')
  storage.setItem('reassess-submission:c', JSON.stringify({ ...submission(1), raterId: undefined }))
  const store = webStorageStore(storage)
  await store.put(submission(3))
  expect(await store.all()).toEqual([submission(3)])
})

test('lists submissions in the order they were queued, those of an older form first', async () => {
  const storage = fakeStorage()
  const { queuedAt, ...older } = submission(30)
  storage.setItem('reassess-submission:old', JSON.stringify(older))
  const store = webStorageStore(storage)
  for (const one of [submission(10, 0, 3), submission(9, 0, 2), submission(2, 0, 4)]) await store.put(one)
  expect((await store.all()).map(({ assignmentId }) => assignmentId)).toEqual([30, 9, 10, 2])
})
