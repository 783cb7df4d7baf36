import { expect, test } from 'vitest'
import { fakeStorage } from '@/lib/client/testing/fake-storage'
import { answerDrafts } from './answer-drafts'

const owner = { slug: 'desk', raterId: 7 }
const task = { assignmentId: 3, revision: 0 }
const begun = { answers: ['no', null] as const, rest: [true, false] }

test('keeps what was begun on a task beyond the page, for its own rater and revision alone', () => {
  const storage = fakeStorage()
  answerDrafts(storage).keep(owner, task, begun)
  const later = answerDrafts(storage)
  expect(later.read(owner, task)).toEqual(begun)
  expect(later.read(owner, { ...task, revision: 1 })).toBeNull()
  expect(later.read({ ...owner, raterId: 8 }, task)).toBeNull()
  later.forget(owner, task)
  expect(answerDrafts(storage).read(owner, task)).toBeNull()
})

test('lasts as long as the page where the browser stores nothing', () => {
  const drafts = answerDrafts(null)
  drafts.keep(owner, task, begun)
  expect(drafts.read(owner, task)).toEqual(begun)
  drafts.forget(owner, task)
  expect(drafts.read(owner, task)).toBeNull()
})

test('passes over what is damaged', () => {
  const storage = fakeStorage()
  for (const text of ['{', 'null', '{"answers":["perhaps"],"rest":[false]}', '{"answers":"no","rest":[]}']) {
    storage.setItem('reassess-draft:desk:7:3:0', text)
    expect(answerDrafts(storage).read(owner, task)).toBeNull()
  }
})

test('sweeps away what nobody came back to for a week, and nothing that is not its own', () => {
  const storage = fakeStorage()
  storage.setItem('theme', 'dark')
  answerDrafts(storage, () => 0).keep(owner, task, begun)
  answerDrafts(storage, () => 8 * 86_400_000).keep(owner, { ...task, assignmentId: 4 }, begun)
  answerDrafts(storage, () => 9 * 86_400_000).sweep()
  expect(storage.length).toBe(2)
  expect(storage.getItem('theme')).toBe('dark')
})
