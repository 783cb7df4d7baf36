import type { PlanSettings } from '@/lib/contracts/plan'
import type { ClosedPool } from '@/lib/proposals/close-pool'
import type { ModelPredictions } from '@/lib/proposals/model-predictions'
import type { SubsetCounts } from '@/lib/proposals/subset-counts'
import type { PlannedTasks } from './planned-tasks'
import type { Pairs } from './proposal-data'
import type { ProposalDecisions } from './proposal-decisions'

export interface PlanRequest {
  settings: Pick<PlanSettings, 'rule' | 'minimumRecall' | 'candidatesPerTask' | 'asksUnanimous'>
  /** What is asked about whatever models say: these classes on every image, or a list. Null: models propose. */
  given: { classes: Int32Array; list: Pairs | null } | null
  /** Places of the chosen models; null: the smallest subset that keeps the recall, or all. */
  chosen: number[] | null
  models: ModelPredictions[]
  originalClass: Int32Array
  /** 1 for images that are excluded: nothing is asked about them. */
  isExcluded?: Uint8Array
  classCount: number
  /** Of each node of the hierarchy; the classes are the first nodes. */
  parents: Int32Array[]
  golden: Pairs & { isPositive: Uint8Array; positiveCount: number; originalCount: number }
  asked: Pairs
  /** What follows from decisions about pairs of classes, and which are to be distinguished. */
  decisions: Pick<ProposalDecisions, 'implied' | 'apart'>
  /** What an earlier plan has found out that still holds, by the name of what it depends on. */
  known: KnownSubsets | null
}

/** What does not depend on the choice of models, and takes longest. */
export interface KnownSubsets {
  poolKey: string
  pool: ClosedPool
  counts: { key: string; counts: SubsetCounts } | null
}

/** What a choice of models finds, as counts. */
export interface FoundCounts {
  /** Places of the models, rising. */
  models: number[]
  goldenFound: number
  goldenProposed: number
  proposals: number
  unanimousImages: number
  pairs: number
  tasks: number
}

export interface PlanOutcome {
  chosen: FoundCounts
  perModel: FoundCounts[]
  everyModel: FoundCounts
  frontier: FoundCounts[]
  smallest: FoundCounts | null
  searchedSubsets: number
  searchMs: number
  searchObstacle: string | null
  imagesWithoutPredictions: number
  /** Of the pairs asked, those that follow from decisions about classes alone. */
  decidedPairs: number
  meanDistance: number | null
  tasks: PlannedTasks
  /** Null where nothing was found out that another plan could use. */
  known: KnownSubsets | null
}
