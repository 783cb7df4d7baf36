/** What a kernel works on: numbers and typed arrays in shared memory, so that threads get them without copying. */
type BlockMemory = object

/** Processes one block of its memory and writes nothing that another block writes. */
export type Kernel = (memory: never, block: number) => void

/**
 * Runs a kernel on the blocks 0 to blockCount − 1 of `memory` and returns when all are done.
 *
 * Results must not depend on the number of threads: block boundaries follow from the data alone, and results are
 * combined in block order. `onBlocks` is called from time to time with the number of finished blocks, and may throw.
 */
export type RunBlocks<Name extends string = string> = (
  kernel: Name,
  memory: BlockMemory,
  blockCount: number,
  onBlocks?: (done: number) => void,
) => void

/** How a run executes blocks and reports progress. Listeners cancel the run by throwing. */
export type RunContext = {
  runBlocks: RunBlocks
  /** Called after each iteration with the objective in nats, the value appended to `history`. */
  onIteration?: ((iteration: number, objective: number) => void) | undefined
}

/** A `RunBlocks` that runs the blocks one after the other in this thread. */
export const inThisThread =
  (kernels: Readonly<Record<string, Kernel>>): RunBlocks =>
  (kernel, memory, blockCount, onBlocks) => {
    const run = kernels[kernel] as (memory: BlockMemory, block: number) => void
    for (let block = 0; block < blockCount; block++) {
      run(memory, block)
      onBlocks?.(block + 1)
    }
  }

export type Blocks = { itemsPerBlock: number; blockCount: number }

const maxBlocks = 64
const minItems = 2_048
/** Limit on the numbers that all blocks together may store: 64 MB. */
const maxNumbers = 8_388_608

/**
 * Splits items into blocks that store `numbersPerBlock` numbers each. Depends on the data alone, never on the number of
 * threads, because rounding depends on the order in which blocks are summed.
 */
export function itemBlocks(itemCount: number, numbersPerBlock: number): Blocks {
  const wanted = Math.min(maxBlocks, Math.ceil(itemCount / minItems), Math.floor(maxNumbers / numbersPerBlock))
  const itemsPerBlock = Math.max(1, Math.ceil(itemCount / Math.max(1, wanted)))
  return { itemsPerBlock, blockCount: Math.max(1, Math.ceil(itemCount / itemsPerBlock)) }
}

export const sharedFloats = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length))
export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length))

/** Sums the results of the blocks, in their order. */
export function sumBlocks(ofBlocks: Float64Array, blockCount: number, sum: Float64Array): void {
  sum.fill(0)
  for (let block = 0; block < blockCount; block++) {
    const base = block * sum.length
    for (let at = 0; at < sum.length; at++) sum[at]! += ofBlocks[base + at]!
  }
}
