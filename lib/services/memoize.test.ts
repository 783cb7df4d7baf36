import { expect, test } from 'vitest'
import { figureCache, memoize, shareRunning, waitAtMost } from './memoize'

function counting() {
  const asked: string[] = []
  return { asked, of: (name: string) => async () => void asked.push(name) }
}

test('computes once for all callers, even concurrent ones', async () => {
  const { asked, of } = counting()
  const keep = memoize<void>(2)
  await Promise.all([keep('a', of('a')), keep('a', of('a'))])
  await keep('a', of('a'))
  expect(asked).toEqual(['a'])
})

test('evicts the value that was used longest ago', async () => {
  const { asked, of } = counting()
  const keep = memoize<void>(2)
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await keep(name, of(name))
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})

test('does not cache an error', async () => {
  const keep = memoize<number>(2)
  await expect(keep('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect(await keep('a', async () => 7)).toBe(7)
})

test('shares a running computation, and starts again after it has ended or failed', async () => {
  const { asked, of } = counting()
  const share = shareRunning<void>()
  await Promise.all([share('a', of('a')), share('a', of('a')), share('b', of('b'))])
  expect(asked).toEqual(['a', 'b'])
  await expect(share('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  await share('a', of('a'))
  expect(asked).toEqual(['a', 'b', 'a'])
})

test('returns null for work that goes on, and the error of work that fails', async () => {
  expect(await waitAtMost(new Promise(() => {}), 1)).toBeNull()
  expect(await waitAtMost(Promise.resolve(7), 60_000)).toBe(7)
  await expect(waitAtMost(Promise.reject(new Error('no database')), 60_000)).rejects.toThrow('no database')
})

/** A cache on a clock that only the test moves. Its values are 1, 2 and so on, each computed in `tookMs`. */
function clockedCache(options: Pick<Parameters<typeof figureCache>[0], 'freshMs' | 'staleMs' | 'discardsOnError'>) {
  const clock = { ms: 0, tookMs: 0, count: 0 }
  const cache = figureCache<number>({ capacity: 2, now: () => clock.ms, ...options })
  const compute = async () => {
    clock.ms += clock.tookMs
    return ++clock.count
  }
  return {
    clock,
    ask: (key = 'a') => cache(key, compute),
    fail: () => cache('a', () => Promise.reject(new Error('no'))),
  }
}

test('computes a figure once while it is fresh, and waits for a new one if no outdated one is wanted', async () => {
  const { clock, ask } = clockedCache({ freshMs: () => 10, staleMs: 0 })
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  clock.ms = 9
  expect(await ask()).toBe(1)
  expect(await ask('b')).toBe(2)
  clock.ms = 10
  expect(await ask()).toBe(3)
})

test('keeps a figure fresh for longer if computing it took longer', async () => {
  const { clock, ask } = clockedCache({ freshMs: (tookMs) => Math.max(10, 10 * tookMs), staleMs: 0 })
  clock.tookMs = 5
  expect(await ask()).toBe(1)
  clock.ms = 49
  expect(await ask()).toBe(1)
  clock.ms = 50
  expect(await ask()).toBe(2)
})

test('returns an outdated figure while it is recomputed once, and waits if it is too old', async () => {
  const { clock, ask } = clockedCache({ freshMs: () => 60, staleMs: 600 })
  expect(await ask()).toBe(1)
  clock.ms = 60
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  await new Promise(setImmediate)
  expect(await ask()).toBe(2)
  clock.ms += 599
  expect(await ask()).toBe(2)
  await new Promise(setImmediate)
  clock.ms += 600
  expect(await ask()).toBe(4)
})

test('never waits for a figure that may be outdated without limit', async () => {
  const { clock, ask } = clockedCache({ freshMs: () => 5, staleMs: Number.POSITIVE_INFINITY })
  expect(await ask()).toBe(1)
  clock.ms = 1e12
  expect(await ask()).toBe(1)
})

test('evicts the figure that was computed longest ago', async () => {
  const { clock, ask } = clockedCache({ freshMs: () => 10, staleMs: 0 })
  for (const key of ['a', 'b', 'c', 'a']) await ask(key)
  expect(clock.count).toBe(4)
})

test('does not cache errors', async () => {
  const { ask, fail } = clockedCache({ freshMs: () => 10, staleMs: 10 })
  await expect(fail()).rejects.toThrow('no')
  expect(await ask()).toBe(1)
})

test.each([
  ['keeps', false, 1],
  ['discards', true, 2],
])('%s a figure that cannot be recomputed', async (_, discardsOnError, next) => {
  const { clock, ask, fail } = clockedCache({ freshMs: () => 5, staleMs: 1_000, discardsOnError })
  expect(await ask()).toBe(1)
  clock.ms = 100
  expect(await fail()).toBe(1)
  await new Promise(setImmediate)
  expect(await ask()).toBe(next)
})
