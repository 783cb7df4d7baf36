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
