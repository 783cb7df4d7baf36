import { expect, test } from 'vitest'
import { restClock } from './rest-clock'

const minute = 60_000

/** Fakes a browser's storage, a manual clock, and consecutive page loads. */
function browser(canStore = true) {
  const kept = new Map<string, string>()
  let at = 0
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, value: string) {
      if (!canStore) throw new Error('full')
      kept.set(name, value)
    },
  } as Storage
  const load = () => restClock(storage, () => at)
  return {
    kept,
    load,
    /** Works until then, minute by minute. */
    workUntil(clock: ReturnType<typeof load>, until: number) {
      for (; at < until * minute; at += minute) clock.noteActive()
      at = until * minute
      clock.noteActive()
    },
    wait: (minutes: number) => {
      at += minutes * minute
    },
  }
}

test('counts time at work across a reload', () => {
  const { load, workUntil } = browser()
  workUntil(load(), 15)
  const reloaded = load()
  workUntil(reloaded, 24)
  expect(reloaded.isDue(false)).toBe(false)
  workUntil(reloaded, 25)
  expect(reloaded.isDue(false)).toBe(true)
})

test('does not suggest a rest again for 25 minutes, even after a reload', () => {
  const { load, workUntil } = browser()
  const first = load()
  workUntil(first, 25)
  first.noteSuggested()
  const reloaded = load()
  workUntil(reloaded, 49)
  expect(reloaded.isDue(true)).toBe(false)
  workUntil(reloaded, 50)
  expect(reloaded.isDue(false)).toBe(true)
})

test('starts over after a pause of five minutes, and reports it on the next input', () => {
  const { load, workUntil, wait } = browser()
  const clock = load()
  workUntil(clock, 25)
  expect(clock.noteActive()).toBe(false)
  wait(5)
  expect(clock.noteActive()).toBe(true)
  expect(clock.isDue(false)).toBe(false)
})

test('works for the duration of the page without storage or with invalid data in it', () => {
  const full = browser(false)
  const clock = full.load()
  full.workUntil(clock, 25)
  expect(clock.isDue(false)).toBe(true)
  const odd = browser()
  odd.kept.set('reassess-rest', '{"beganAt":"yesterday"}')
  expect(odd.load().isDue(true)).toBe(false)
  odd.kept.set('reassess-rest', 'no JSON')
  expect(odd.load().noteActive()).toBe(true)
})
