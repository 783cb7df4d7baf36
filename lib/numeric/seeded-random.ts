/** Gives a number at or above 0 and below 1, another one each call. */
export type Random = () => number

/**
 * A generator of 32 bits a draw whose whole sequence follows from `seed`.
 *
 * Source: mulberry32, Tommy Ettinger (2017), public domain. Period 2^32. Good for shuffles and simulation, never for
 * secrets.
 * Errors: RangeError when the seed is no integer from 0 to 2^32 − 1, so that two seeds never silently mean the same.
 */
export function seededRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`A seed is an integer from 0 to 4294967295, not ${seed}`)
  }
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000
  }
}

/**
 * An integer from 0 to bound − 1, each as likely as the others up to bound / 2^32.
 *
 * Errors: RangeError when `bound` is no integer from 1 to 2^32.
 */
export function randomInt(random: Random, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 0x100000000) {
    throw new RangeError(`A bound is an integer from 1 to 4294967296, not ${bound}`)
  }
  return Math.floor(random() * bound)
}

/** The items in random order; the given list stays as it is. Fisher-Yates: every order is as likely. */
export function shuffled<Item>(random: Random, items: Iterable<Item>): Item[] {
  const result = Array.from(items)
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(random, last + 1)
    const held = result[last]!
    result[last] = result[other]!
    result[other] = held
  }
  return result
}

/** The integers from 0 to count − 1 in random order. */
export const permutation = (random: Random, count: number): Int32Array =>
  Int32Array.from(shuffled(random, new Int32Array(count).keys()))
