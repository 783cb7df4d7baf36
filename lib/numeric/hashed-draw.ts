/**
 * Returns a number in [0, 1) determined by integers alone: the same in any order of calls, unlike a generator.
 *
 * Source: the mixing steps of MurmurHash3 x86_32, Austin Appleby, public domain. For simulation, never for secrets.
 * Errors: RangeError if a number is not an integer from 0 to 2^32 − 1.
 */
export function hashedDraw(...numbers: number[]): number {
  let hash = 0x9747b28c
  for (const number of numbers) {
    if (!Number.isInteger(number) || number < 0 || number > 0xffffffff) {
      throw new RangeError(`A draw follows from integers from 0 to 4294967295, not ${number}`)
    }
    let block = Math.imul(number, 0xcc9e2d51)
    block = Math.imul((block << 15) | (block >>> 17), 0x1b873593)
    hash ^= block
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  hash ^= numbers.length * 4
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x100000000
}
