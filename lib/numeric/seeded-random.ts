/** Returns the next number in [0, 1). */
export type Random = () => number

/**
 * Creates a generator of 32 bits per draw whose whole sequence is determined by `seed`.
 *
 * Source: mulberry32, Tommy Ettinger (2017), public domain. Period 2^32. For shuffles and simulation, never for
 *         secrets.
 * Errors: RangeError if the seed is not an integer from 0 to 2^32 − 1, so that two seeds are never silently equivalent.
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
 * Returns an integer from 0 to bound − 1, uniform up to bound / 2^32.
 *
 * Errors: RangeError if `bound` is not an integer from 1 to 2^32.
 */
export function randomInt(random: Random, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 0x100000000) {
    throw new RangeError(`A bound is an integer from 1 to 4294967296, not ${bound}`)
  }
  return Math.floor(random() * bound)
}

/** Returns the items in random order without changing the given list. Fisher-Yates: every order is equally likely. */
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

/** Returns the integers from 0 to count − 1 in random order. */
export const permutation = (random: Random, count: number): Int32Array =>
  Int32Array.from(shuffled(random, new Int32Array(count).keys()))
