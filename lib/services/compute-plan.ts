import { mostSearchedModels, type PlanSettings } from '@/lib/contracts/proposal-plan'
import { AppError } from '@/lib/errors'
import { classDistances } from '@/lib/proposals/class-distance'
import { findPairs, flaggedPairs } from '@/lib/proposals/find-pairs'
import { meanDistance } from '@/lib/proposals/mean-distance'
import type { ModelPredictions } from '@/lib/proposals/model-predictions'
import { type PackedTasks, packPairs } from '@/lib/proposals/pack-pairs'
import { mostPooledModels, type ProposalPool, poolProposals } from '@/lib/proposals/proposal-pool'
import { type CountOptions, countSubsets, type GoldenPairs, type SubsetCounts } from '@/lib/proposals/subset-counts'
import { leastTaskCount, subsetFigures } from '@/lib/proposals/subset-figures'
import { searchSubsets } from '@/lib/proposals/subset-search'
import type { ProgressHooks } from './progress'
import type { Pairs } from './proposal-data'

export interface PlanRequest {
  settings: Pick<PlanSettings, 'rule' | 'minimumRecall' | 'candidatesPerTask' | 'asksUnanimous'>
  /** Places of the chosen models; null: the smallest subset that keeps the recall, or all. */
  chosen: number[] | null
  models: ModelPredictions[]
  originalClass: Int32Array
  classCount: number
  /** Of each node of the hierarchy; the classes are the first nodes. */
  parents: Int32Array[]
  golden: Pairs & { isPositive: Uint8Array; positiveCount: number }
  asked: Pairs
  /** What an earlier plan has found out that still holds, by the name of what it depends on. */
  known: KnownSubsets | null
}

/** What does not depend on the choice of models, and takes longest. */
export interface KnownSubsets {
  poolKey: string
  pool: ProposalPool
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
  /** Null where only finding was asked for. */
  tasks: number
}

/** The tasks of a plan: task t asks pairs start[t] to start[t + 1] − 1 of the columns. */
export interface PlannedTasks {
  taskImage: Int32Array
  taskStart: Int32Array
  pairImage: Int32Array
  pairClass: Int32Array
  isOriginal: Uint8Array
  /** Bit k: the k-th of the chosen models proposes the pair. */
  pairModels: Int32Array
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
  meanDistance: number | null
  tasks: PlannedTasks
  known: KnownSubsets
}

/** Points of the frontier beyond this number are thinned out: no one tells them apart on a chart. */
const mostFrontierPoints = 200

const maskOf = (places: readonly number[]) => places.reduce((mask, place) => mask | (1 << place), 0)
const placesIn = (mask: number) =>
  Array.from({ length: mostPooledModels }, (_, bit) => bit).filter((bit) => (mask >>> bit) & 1)

/** Why subsets cannot be searched, as a sentence; null when they can. */
function searchObstacle({ models, golden }: PlanRequest): string | null {
  if (models.length === 0) return 'There are no predictions of any model yet.'
  if (golden.image.length === 0)
    return 'No experts have answered yet, so recall and precision are not known and no subset can be recommended.'
  if (golden.positiveCount === 0)
    return 'The experts found no label that holds, so there is nothing whose recall could be kept.'
  if (models.length > mostSearchedModels)
    return `All subsets of ${models.length} models are too many to look at; up to ${mostSearchedModels} can be searched. Choose models yourself.`
  return null
}

/** The models that are pooled: all, or where these do not fit the chosen ones. */
function pooledModels({ models, chosen }: PlanRequest): number[] {
  const all = Array.from(models.keys())
  if (models.length <= mostPooledModels) return all
  const pooled = chosen ?? all
  if (pooled.length <= mostPooledModels) return pooled
  throw new AppError(
    'conflict',
    `A plan takes at most ${mostPooledModels} models at once, and ${pooled.length} are chosen: choose fewer.`,
    { models: `At most ${mostPooledModels}.` },
  )
}

function countImagesWithoutPredictions(models: readonly ModelPredictions[], imageCount: number): number {
  const isSeen = new Uint8Array(imageCount)
  for (const { image } of models) for (let at = 0; at < image.length; at++) isSeen[image[at]] = 1
  return imageCount - isSeen.reduce((sum, flag) => sum + flag, 0)
}

/** Every `n`-th point and the last, so that the frontier still reaches from end to end. */
function thinned(masks: number[]): number[] {
  const step = Math.ceil(masks.length / mostFrontierPoints)
  return step <= 1 ? masks : masks.filter((_, k) => k % step === 0 || k === masks.length - 1)
}

function plannedTasks(pool: ProposalPool, packed: PackedTasks, bits: readonly number[]): PlannedTasks {
  const pick = (column: Int32Array) => packed.pairs.map((pair) => column[pair])
  return {
    taskImage: packed.image,
    taskStart: packed.start,
    pairImage: pick(pool.pairImage),
    pairClass: pick(pool.pairClass),
    isOriginal: Uint8Array.from(packed.pairs, (pair) => pool.isOriginal[pair]),
    pairModels: pick(pool.pairModels).map((mask) => {
      return bits.reduce((own, bit, k) => own | (((mask >>> bit) & 1) << k), 0)
    }),
  }
}

/**
 * Works out a plan: what every model and every subset finds and asks, which subset is meant, and its tasks.
 *
 * Recall and precision are left to the caller as counts. AppError `conflict` when more models are chosen than fit at once.
 */
export function computePlan(request: PlanRequest, { onProgress, signal }: ProgressHooks = {}): PlanOutcome {
  const { settings, models, originalClass, classCount } = request
  const imageCount = originalClass.length
  const pooled = pooledModels(request)
  const stage = (name: string) => ({
    onProgress: (done: number, total: number) => onProgress?.(name, done, total),
    signal,
  })
  const poolOf = (places: readonly number[]) =>
    poolProposals(
      {
        ...{ imageCount, classCount, originalClass },
        models: places.map((place) => models[place]),
        budgetPerImage: settings.rule.budgetPerImage,
      },
      stage('Pooling proposals'),
    )
  const poolKey = JSON.stringify([settings.rule, pooled])
  const known = request.known?.poolKey === poolKey ? request.known : null
  const pool = known?.pool ?? poolOf(pooled)
  const { golden, options } = judgedPairs(pool, request)

  const found = (of: ProposalPool, mask: number, judged: GoldenPairs, how: CountOptions, places: number[]) => {
    const { pairsToAsk, pairsOfImage, isUnanimous: _, ...figures } = subsetFigures(of, mask, judged, how)
    const counts = { ...figures, models: places, pairs: pairsToAsk.length }
    return { ...counts, tasks: leastTaskCount(pairsOfImage, settings.candidatesPerTask), pairsToAsk }
  }
  const countsOf = (mask: number): FoundCounts => {
    const { pairsToAsk: _, ...counts } = found(
      pool,
      mask,
      golden,
      options,
      placesIn(mask).map((bit) => pooled[bit]),
    )
    return counts
  }

  const obstacle = searchObstacle(request)
  const startedAt = performance.now()
  const countsKey = JSON.stringify(settings.asksUnanimous)
  const knownCounts = known?.counts?.key === countsKey ? known.counts : null
  const counted = obstacle
    ? null
    : (knownCounts ?? { key: countsKey, counts: countSubsets(pool, golden, options, stage('Counting subsets')) })
  const search = counted
    ? searchSubsets(counted.counts, {
        minimumRecall: settings.minimumRecall,
        goldenPositives: request.golden.positiveCount,
      })
    : { smallest: null, frontier: [] }
  const searchMs = performance.now() - startedAt

  const frontierMasks = thinned(search.frontier)
  const frontier = frontierMasks.map((mask, done) => {
    signal?.throwIfAborted()
    onProgress?.('Counting tasks', done, frontierMasks.length)
    return countsOf(mask)
  })

  const allOfPool = pooled.length === 0 ? 0 : 2 ** pooled.length - 1
  const chosenMask = request.chosen
    ? maskOf(request.chosen.map((place) => pooled.indexOf(place)))
    : (search.smallest ?? allOfPool)
  const bits = placesIn(chosenMask)
  const { pairsToAsk, ...chosen } = found(
    pool,
    chosenMask,
    golden,
    options,
    bits.map((bit) => pooled[bit]),
  )
  const distances = classDistances(request.parents)
  const packed = packPairs(
    pool,
    pairsToAsk,
    { distances, limit: settings.candidatesPerTask },
    stage('Putting pairs into tasks'),
  )
  const classesOfTasks = function* () {
    for (let task = 0; task < packed.taskCount; task++)
      yield packed.pairs.subarray(packed.start[task], packed.start[task + 1]).map((pair) => pool.pairClass[pair])
  }
  return {
    chosen: { ...chosen, tasks: packed.taskCount },
    perModel: Array.from(models.keys(), (place) => {
      signal?.throwIfAborted()
      const bit = pooled.indexOf(place)
      if (bit >= 0) return countsOf(1 << bit)
      const alone = poolOf([place])
      const judged = judgedPairs(alone, request)
      const { pairsToAsk: _, ...counts } = found(alone, 1, judged.golden, judged.options, [place])
      return counts
    }),
    everyModel: countsOf(allOfPool),
    frontier,
    smallest: search.smallest === null ? null : countsOf(search.smallest),
    searchedSubsets: counted ? 2 ** pooled.length : 0,
    searchMs,
    searchObstacle: obstacle,
    imagesWithoutPredictions: countImagesWithoutPredictions(models, imageCount),
    meanDistance: meanDistance(classesOfTasks(), distances),
    tasks: plannedTasks(pool, packed, bits),
    known: { poolKey, pool, counts: counted },
  }
}

function judgedPairs(pool: ProposalPool, { golden, asked, settings }: PlanRequest) {
  return {
    golden: { pair: findPairs(pool, golden), isPositive: golden.isPositive },
    options: { asked: flaggedPairs(pool, asked), asksUnanimous: settings.asksUnanimous },
  }
}

export type ComputePlan = (request: PlanRequest, hooks: ProgressHooks) => Promise<PlanOutcome>

/** Works it out here and now; nothing else happens in this thread until it is done. */
export const planHere: ComputePlan = async (request, hooks) => computePlan(request, hooks)
