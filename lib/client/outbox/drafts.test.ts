import { expect, test } from 'vitest'
import { partReader } from '@/lib/client/api'
import { unfinishedAnswersReader } from '@/lib/client/rating/answer-draft'
import { fakeStorage } from '@/lib/client/testing/fake-storage'
import { draftStore } from './drafts'

const name = 'desk:7:3:0'
const begun = { answers: ['no', null], rest: [true, false] }
const day = 86_400_000
const any = partReader<unknown>(() => true)

test('keeps a draft beyond the page, under its own name only', () => {
  const storage = fakeStorage()
  draftStore(storage).keep(name, begun)
  const later = draftStore(storage)
  expect(later.read(name, unfinishedAnswersReader)).toEqual(begun)
  expect(later.read('desk:7:3:1', unfinishedAnswersReader)).toBeNull()
  expect(later.read('desk:8:3:0', unfinishedAnswersReader)).toBeNull()
  later.forget(name)
  expect(draftStore(storage).read(name, unfinishedAnswersReader)).toBeNull()
})

test('keeps drafts in memory if the browser has no storage', () => {
  const drafts = draftStore(null)
  drafts.keep(name, begun)
  expect(drafts.read(name, unfinishedAnswersReader)).toEqual(begun)
  drafts.forget(name)
  expect(drafts.read(name, unfinishedAnswersReader)).toBeNull()
})

test('ignores damaged drafts', () => {
  const storage = fakeStorage()
  for (const text of ['{', 'null', '{"answers":["perhaps"],"rest":[false]}', '{"answers":"no","rest":[]}']) {
    storage.setItem(`reassess-draft:${name}`, text)
    expect(draftStore(storage).read(name, unfinishedAnswersReader)).toBeNull()
  }
})

test('deletes all drafts older than a week, and nothing else', () => {
  const storage = fakeStorage()
  storage.setItem('theme', 'dark')
  const expertDraft = { revision: 0, answers: [{ classId: 1, answer: 'no' }] }
  for (const [ageDays, one, draft] of [
    [0, name, begun],
    [8, 'desk:7:4:0', begun],
    [0, 'golden:desk:7:1', expertDraft],
    [8, 'golden:desk:7:2', expertDraft],
  ] as const)
    draftStore(storage, () => ageDays * day).keep(one, draft)
  const drafts = draftStore(storage, () => 9 * day)
  drafts.sweep()
  expect(storage.length).toBe(3)
  expect(storage.getItem('theme')).toBe('dark')
  expect(drafts.read('desk:7:4:0', unfinishedAnswersReader)).toEqual(begun)
  expect(drafts.read('golden:desk:7:2', any)).toEqual(expertDraft)
})
