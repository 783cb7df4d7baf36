import type { ClosedPool } from '@/lib/proposals/close-pool'
import type { PackedTasks } from '@/lib/proposals/pack-pairs'

/** The tasks of a plan: task t asks pairs start[t] to start[t + 1] − 1 of the columns. */
export interface PlannedTasks {
  taskImage: Int32Array
  taskStart: Int32Array
  pairImage: Int32Array
  pairClass: Int32Array
  isOriginal: Uint8Array
  /** Bit k is set if the k-th chosen model proposes the pair itself. */
  pairModels: Int32Array
}

/** `bits` are those of the chosen models in the pool. */
export function plannedTasks(pool: ClosedPool, packed: PackedTasks, bits: readonly number[]): PlannedTasks {
  const pick = (column: Int32Array) => packed.pairs.map((pair) => column[pair]!)
  return {
    taskImage: packed.image,
    taskStart: packed.start,
    pairImage: pick(pool.pairImage),
    pairClass: pick(pool.pairClass),
    isOriginal: Uint8Array.from(packed.pairs, (pair) => pool.isOriginal[pair]!),
    pairModels: pick(pool.ownModels).map((mask) => {
      return bits.reduce((own, bit, k) => own | (((mask >>> bit) & 1) << k), 0)
    }),
  }
}
