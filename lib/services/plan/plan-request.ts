import type { PlanSettings } from '@/lib/contracts/plan/plan'
import type { ClosedPool } from '@/lib/proposals/close-pool'
import type { ModelPredictions } from '@/lib/proposals/model-predictions'
import type { PackedTasks } from '@/lib/proposals/pack-pairs'
import type { SubsetCounts } from '@/lib/proposals/subset-counts'
import type { Pairs } from './proposal-data'
import type { ProposalDecisions } from './read-proposal-data'

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

export interface PlanRequest {
  settings: Pick<PlanSettings, 'rule' | 'minimumRecall' | 'candidatesPerTask' | 'asksUnanimous'>
  /** What is asked regardless of models: these classes on every image, or a list. Null if models propose. */
  given: { classes: Int32Array; list: Pairs | null } | null
  /** Indices of the chosen models; null for the smallest subset that keeps the recall, or all. */
  chosen: number[] | null
  models: ModelPredictions[]
  originalClass: Int32Array
  /** 1 for excluded images, about which nothing is asked. */
  isExcluded?: Uint8Array
  classCount: number
  /** Parents of each node of the hierarchy; the classes are the first nodes. */
  parents: Int32Array[]
  golden: Pairs & { isPositive: Uint8Array; positiveCount: number; originalCount: number }
  asked: Pairs
  /** Candidates implied by decisions about pairs of classes, and pairs of classes to keep apart. */
  decisions: Pick<ProposalDecisions, 'implied' | 'apart'>
  /** Results of an earlier plan that still apply. */
  known: KnownSubsets | null
}

/** The slowest part of a plan, which does not depend on the choice of models. */
export interface KnownSubsets {
  poolKey: string
  pool: ClosedPool
  counts: { key: string; counts: SubsetCounts } | null
}

export interface SubsetResult {
  /** Indices of the models, in ascending order. */
  models: number[]
  goldenFound: number
  /** Original labels among those found: fewer than there are if a list leaves out their images. */
  goldenOriginals: number
  goldenProposed: number
  proposals: number
  /** Proposals asked in earlier batches. */
  askedPairs: number
  unanimousImages: number
  pairs: number
  tasks: number
}

export interface PlanOutcome {
  chosen: SubsetResult
  perModel: SubsetResult[]
  everyModel: SubsetResult
  frontier: SubsetResult[]
  smallest: SubsetResult | null
  searchedSubsets: number
  searchMs: number
  searchObstacle: string | null
  imagesWithoutPredictions: number
  /** Number of asked pairs that follow from decisions about classes only. */
  decidedPairs: number
  meanDistance: number | null
  tasks: PlannedTasks
  /** Null if nothing was computed that another plan could use. */
  known: KnownSubsets | null
}
