/** Items to a block, and how many blocks there are. */
export type Blocks = { itemsPerBlock: number; blockCount: number }

const mostBlocks = 64
const leastItems = 2_048
/** Numbers that all blocks together may gather: 64 MB. */
const mostNumbers = 8_388_608

/**
 * How items are cut into blocks that gather `numbersPerBlock` numbers each. Follows from the data alone, never from the
 * number of threads, because sums over blocks round in the order of blocks.
 */
export function itemBlocks(itemCount: number, numbersPerBlock: number): Blocks {
  const wanted = Math.min(mostBlocks, Math.ceil(itemCount / leastItems), Math.floor(mostNumbers / numbersPerBlock))
  const itemsPerBlock = Math.max(1, Math.ceil(itemCount / Math.max(1, wanted)))
  return { itemsPerBlock, blockCount: Math.max(1, Math.ceil(itemCount / itemsPerBlock)) }
}

export const sharedFloats = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length))
export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length))

/** Sums what the blocks left, in their order. */
export function sumBlocks(ofBlocks: Float64Array, blockCount: number, sum: Float64Array): void {
  sum.fill(0)
  for (let block = 0; block < blockCount; block++) {
    const base = block * sum.length
    for (let at = 0; at < sum.length; at++) sum[at]! += ofBlocks[base + at]!
  }
}
