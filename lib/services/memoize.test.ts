import { expect, test } from 'vitest'
import { ttlCache } from '@/lib/services/memoize'
import { memoize, memoizeSlow, shareRunning, withinWait } from './memoize'

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
  expect(await withinWait(new Promise(() => {}), 1)).toBeNull()
  expect(await withinWait(Promise.resolve(7), 60_000)).toBe(7)
  await expect(withinWait(Promise.reject(new Error('no database')), 60_000)).rejects.toThrow('no database')
})

test('returns slightly outdated figures while they are recomputed, and waits if they are over ten minutes old', async () => {
  let time = 0
  let count = 0
  const keep = memoizeSlow<number>(2, () => time)
  const ask = () =>
    keep('a', async () => {
      time += 1_000
      return ++count
    })
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  time += 59_000
  expect(await ask()).toBe(1)
  time += 2_000
  expect(await ask()).toBe(1)
  await new Promise(setImmediate)
  expect(await ask()).toBe(2)
  time += 11 * 60_000
  expect(await ask()).toBe(3)
})

test('keeps figures that cannot be recomputed', async () => {
  let time = 0
  const keep = memoizeSlow<number>(2, () => time++)
  expect(await keep('a', async () => 1)).toBe(1)
  time += 100_000
  expect(await keep('a', () => Promise.reject(new Error('no database')))).toBe(1)
})

test('computes once while the value is valid, and again afterwards', async () => {
  let now = 0
  let times = 0
  const kept = ttlCache<number>(10, () => now)
  const ask = (key = 'a') => kept(key, async () => ++times)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  now = 9
  expect(await ask()).toBe(1)
  expect(await ask('b')).toBe(2)
  now = 10
  expect(await ask()).toBe(3)
})

test('does not cache errors', async () => {
  const kept = ttlCache<number>(10, () => 0)
  await expect(kept('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await kept('a', async () => 7)).toBe(7)
})

test('keeps a value ten times as long as it took', async () => {
  let now = 0
  let times = 0
  const kept = ttlCache<number>(10, () => now)
  const slow = async () => {
    now += 5
    return ++times
  }
  expect(await kept('a', slow)).toBe(1)
  now = 49
  expect(await kept('a', slow)).toBe(1)
  now = 50
  expect(await kept('a', slow)).toBe(2)
})
