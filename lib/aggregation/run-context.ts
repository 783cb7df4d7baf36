/** What a kernel works on: numbers and typed arrays in shared memory, so that threads are given them without copying. */
export type BlockMemory = object

/** Works on one block of its memory and touches nothing that another block writes. */
export type Kernel = (memory: never, block: number) => void

/**
 * Runs a kernel on the blocks 0 to blockCount − 1 of `memory` and returns when all are done.
 *
 * How blocks are cut must follow from the data alone, and what they leave must be gathered in their order: then results
 * are the same whatever the number of threads. `onBlocks` hears now and then how many are done, and may throw.
 */
export type RunBlocks<Name extends string = string> = (
  kernel: Name,
  memory: BlockMemory,
  blockCount: number,
  onBlocks?: (done: number) => void,
) => void

/** What surrounds a run: where blocks are run, and who wants to hear how far it is. Listeners end the run by throwing. */
export type RunContext = {
  runBlocks: RunBlocks
  /** After each iteration, with what the method raises, in nats: the value that joins `history`. */
  onIteration?: ((iteration: number, objective: number) => void) | undefined
}

/** A `RunBlocks` that runs one block after the other in this thread. */
export const inThisThread =
  (kernels: Readonly<Record<string, Kernel>>): RunBlocks =>
  (kernel, memory, blockCount, onBlocks) => {
    const run = kernels[kernel] as (memory: BlockMemory, block: number) => void
    for (let block = 0; block < blockCount; block++) {
      run(memory, block)
      onBlocks?.(block + 1)
    }
  }

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
