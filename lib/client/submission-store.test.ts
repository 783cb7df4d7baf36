import { expect, test } from 'vitest'
import { submitInput } from '@/lib/contracts/rating'
import { type PendingSubmission, submissionKey, webStorageStore } from './submission-store'

const submission = (assignmentId: number, revision = 0): PendingSubmission => ({
  slug: 'desk',
  raterId: 7,
  assignmentId,
  input: submitInput.parse({ revision, answers: ['no'], durationMs: null, shownMs: null }),
})

function fakeStorage(): Storage {
  const rows = new Map<string, string>()
  return {
    get length() {
      return rows.size
    },
    key: (index) => [...rows.keys()][index] ?? null,
    getItem: (key) => rows.get(key) ?? null,
    setItem: (key, value) => void rows.set(key, value),
    removeItem: (key) => void rows.delete(key),
    clear: () => rows.clear(),
  }
}

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
