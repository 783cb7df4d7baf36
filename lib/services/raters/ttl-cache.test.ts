import { expect, test } from 'vitest'
import { ttlCache } from './ttl-cache'

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
