import { maxSearchedModels } from '@/lib/contracts/plan/plan'
import { classClosure } from '@/lib/domain/classes/class-closure'
import { conflict } from '@/lib/errors'
import { classDistances } from '@/lib/proposals/class-distance'
import { type ClosedPool, closePool, countImpliedPairs } from '@/lib/proposals/close-pool'
import { findPairs, flaggedPairs } from '@/lib/proposals/find-pairs'
import { createGivenPool, everyPair } from '@/lib/proposals/given-pool'
import { meanDistance } from '@/lib/proposals/mean-distance'
import { withNearPairs } from '@/lib/proposals/near-pairs'
import { type PackedTasks, packPairs } from '@/lib/proposals/pack-pairs'
import { maxPooledModels, poolProposals } from '@/lib/proposals/proposal-pool'
import { countSubsets } from '@/lib/proposals/subset-counts'
import { minTaskCount, subsetFigures } from '@/lib/proposals/subset-figures'
import { searchSubsets } from '@/lib/proposals/subset-search'
import type { WorkHooks } from '@/lib/proposals/work-hooks'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { counted } from '@/lib/wording/number'
import { type PlanOutcome, type PlanRequest, plannedTasks, type SubsetResult } from './plan-request'
import type { Pairs } from './proposal-data'

const bitsOf = (mask: number): number[] =>
  Array.from({ length: maxPooledModels }, (_, bit) => bit).filter((bit) => (mask >>> bit) & 1)

/** `indices` are those of the pool's models in the request; empty if models do not propose. */
function judgedPool(pool: ClosedPool, indices: readonly number[], request: PlanRequest) {
  const { golden: judged, asked, settings } = request
  const golden = { pair: findPairs(pool, judged), isPositive: judged.isPositive }
  const options = { asked: flaggedPairs(pool, asked), asksUnanimous: settings.asksUnanimous }
  const found = (mask: number): { counts: SubsetResult; pairsToAsk: Int32Array } => {
    const { pairsToAsk, pairsOfImage, isUnanimous: _, ...figures } = subsetFigures(pool, mask, golden, options)
    const models = bitsOf(mask).flatMap((bit) => indices[bit] ?? [])
    const tasks = minTaskCount(pairsOfImage, settings.candidatesPerTask)
    return { counts: { models, ...figures, pairs: pairsToAsk.length, tasks }, pairsToAsk }
  }
  return { pool, golden, options, found, countsOf: (mask: number) => found(mask).counts }
}

type JudgedPool = ReturnType<typeof judgedPool>

/** Null if subsets can be searched. */
function searchObstacle({ models, golden }: Pick<PlanRequest, 'models' | 'golden'>): string | null {
  if (models.length === 0) return 'There are no model predictions yet.'
  if (golden.image.length === 0)
    return 'No experts have answered yet, so recall and precision are unknown and no subset can be recommended.'
  if (golden.positiveCount === 0) return 'The experts found no label that applies, so recall cannot be measured.'
  if (golden.positiveCount === golden.originalCount)
    return `The ${counted(golden.positiveCount, 'golden label so far is an original label', 'golden labels so far are original labels')}, which are always asked about. This says nothing about what models add, so all models are kept.`
  if (models.length > maxSearchedModels)
    return `There are too many subsets of ${models.length} models to search; the maximum is ${maxSearchedModels} models. Select models yourself.`
  return null
}

/** Returns the models to pool: all of them, or only the chosen ones if there are too many. */
function pooledModels({ models, chosen }: Pick<PlanRequest, 'models' | 'chosen'>): number[] {
  const all = Array.from(models.keys())
  if (models.length <= maxPooledModels) return all
  const pooled = chosen ?? all
  if (pooled.length <= maxPooledModels) return pooled
  throw conflict(`A plan can use at most ${maxPooledModels} models, and ${pooled.length} are selected. Select fewer.`, {
    models: `At most ${maxPooledModels}.`,
  })
}

/** The frontier is thinned out to this many points; more cannot be told apart on a chart. */
const maxFrontierPoints = 200

function countImagesWithoutPredictions({ models, originalClass, isExcluded }: PlanRequest): number {
  const imageCount = originalClass.length
  const isSeen = isExcluded ? Uint8Array.from(isExcluded) : new Uint8Array(imageCount)
  for (const { image } of models) for (let at = 0; at < image.length; at++) isSeen[image[at]!] = 1
  return imageCount - isSeen.reduce((sum, flag) => sum + flag, 0)
}

/** Returns every n-th point and the last, so that the frontier keeps both ends. */
function thinned(masks: number[]): number[] {
  const step = Math.ceil(masks.length / maxFrontierPoints)
  return step <= 1 ? masks : masks.filter((_, k) => k % step === 0 || k === masks.length - 1)
}

function* classesOfTasks({ taskCount, start, pairs }: PackedTasks, pairClass: Int32Array) {
  for (let task = 0; task < taskCount; task++)
    yield pairs.subarray(start[task], start[task + 1]).map((pair) => pairClass[pair]!)
}

/** Counts what every subset finds and asks, or returns the known counts if the settings are the same. */
function countedSubsets(
  { settings }: PlanRequest,
  { pool, golden, options }: JudgedPool,
  known: PlanOutcome['known'] | null,
  hooks: WorkHooks,
) {
  const key = JSON.stringify(settings.asksUnanimous)
  if (known?.counts?.key === key) return known.counts
  return { key, counts: countSubsets(pool, golden, options, hooks) }
}

interface JudgedChoice {
  judged: JudgedPool
  mask: number
  /** Empty if models do not propose. */
  bits: number[]
  models: Omit<PlanOutcome, 'chosen' | 'decidedPairs' | 'meanDistance' | 'tasks'>
}

type Step = (name: string) => WorkHooks

/** Pools the proposals of models, searches their subsets and takes the chosen one. */
function modelChoice(request: PlanRequest, step: Step, { onProgress, signal }: ProgressHooks): JudgedChoice {
  const { settings, models, originalClass, classCount } = request
  const imageCount = originalClass.length
  const pooled = pooledModels(request)
  const closure = classClosure(request.decisions.implied)
  const poolOf = (indices: readonly number[]) => {
    const chosen = indices.map((index) => models[index]!)
    const { budgetPerImage } = settings.rule
    const input = { imageCount, classCount, originalClass, models: chosen, budgetPerImage }
    return closePool(poolProposals(input, step('Combining proposals')), closure)
  }
  const poolKey = JSON.stringify([settings.rule, pooled, request.decisions.implied])
  const known = request.known?.poolKey === poolKey ? request.known : null
  const judged = judgedPool(known?.pool ?? poolOf(pooled), pooled, request)
  const { pool, countsOf } = judged

  const obstacle = searchObstacle(request)
  const startedAt = performance.now()
  const counted = obstacle ? null : countedSubsets(request, judged, known, step('Searching subsets'))
  const { minimumRecall } = settings
  const search = counted
    ? searchSubsets(counted.counts, {
        minimumRecall,
        goldenPositives: request.golden.positiveCount,
        goldenOriginals: request.golden.originalCount,
      })
    : { smallest: null, frontier: [] }
  const searchMs = performance.now() - startedAt

  const frontierMasks = thinned(search.frontier)
  const frontier = frontierMasks.map((mask, done) => {
    reportProgress({ onProgress, signal }, 'Counting tasks', done, frontierMasks.length)
    return countsOf(mask)
  })

  const allOfPool = pooled.length === 0 ? 0 : 2 ** pooled.length - 1
  const mask = request.chosen
    ? request.chosen.reduce((chosen, index) => chosen | (1 << pooled.indexOf(index)), 0)
    : (search.smallest ?? allOfPool)
  const perModel = Array.from(models.keys(), (index) => {
    signal?.throwIfAborted()
    const bit = pooled.indexOf(index)
    if (bit >= 0) return countsOf(1 << bit)
    return judgedPool(poolOf([index]), [index], request).countsOf(1)
  })
  return {
    ...{ judged, mask, bits: bitsOf(mask) },
    models: {
      ...{ perModel, frontier, searchMs, searchObstacle: obstacle },
      everyModel: countsOf(allOfPool),
      smallest: search.smallest === null ? null : countsOf(search.smallest),
      searchedSubsets: counted ? 2 ** pooled.length : 0,
      imagesWithoutPredictions: countImagesWithoutPredictions(request),
      known: { poolKey, pool, counts: counted },
    },
  }
}

function notExcluded({ image, class: classes }: Pairs, { isExcluded }: PlanRequest): Pairs {
  if (!isExcluded) return { image, class: classes }
  const isAsked = (pair: number) => isExcluded[image[pair]!] === 0
  return { image: image.filter((_, pair) => isAsked(pair)), class: classes.filter((_, pair) => isAsked(pair)) }
}

function onlyOf(images: Int32Array, originalClass: Int32Array): Int32Array {
  const only = new Int32Array(originalClass.length).fill(-1)
  for (const image of images) only[image] = originalClass[image]!
  return only
}

function givenChoice(request: PlanRequest, given: NonNullable<PlanRequest['given']>): JudgedChoice {
  const { classCount } = request
  const imageCount = request.originalClass.length
  const pairs = given.list ? notExcluded(given.list, request) : everyPair(imageCount, given.classes, request.isExcluded)
  const originalClass = given.list ? onlyOf(pairs.image, request.originalClass) : request.originalClass
  const pool = createGivenPool({ imageCount, classCount, originalClass, image: pairs.image, class: pairs.class })
  const judged = judgedPool(closePool(pool, classClosure(request.decisions.implied)), [], request)
  return {
    ...{ judged, mask: 1, bits: [] },
    models: {
      ...{ perModel: [], everyModel: judged.countsOf(1), frontier: [], smallest: null },
      ...{ searchedSubsets: 0, searchMs: 0, searchObstacle: null, imagesWithoutPredictions: 0, known: null },
    },
  }
}

/**
 * Computes a plan: what its source proposes and asks, and its tasks. If models propose, also what every model and every
 * subset would ask, and which subset is chosen. Recall and precision are returned as counts. Throws AppError `conflict`
 * if more models are chosen than can be pooled.
 */
export function computePlan(request: PlanRequest, hooks: ProgressHooks = {}): PlanOutcome {
  const { onProgress, signal } = hooks
  const step: Step = (name) => ({ onProgress: (done, total) => onProgress?.(name, done, total), signal })
  const { judged, mask, bits, models } = request.given
    ? givenChoice(request, request.given)
    : modelChoice(request, step, hooks)
  const { pool } = judged
  const { counts: chosen, pairsToAsk } = judged.found(mask)
  const distances = classDistances(request.parents)
  const packed = packPairs(
    pool,
    pairsToAsk,
    { distances: withNearPairs(distances, request.decisions.apart), limit: request.settings.candidatesPerTask },
    step('Building tasks'),
  )
  return {
    ...models,
    chosen: { ...chosen, tasks: packed.taskCount },
    decidedPairs: countImpliedPairs(pool, pairsToAsk, mask),
    // Without a hierarchy all classes are equally far apart, so the mean says nothing.
    meanDistance: request.parents.every(({ length }) => length === 0)
      ? null
      : meanDistance(classesOfTasks(packed, pool.pairClass), distances),
    tasks: plannedTasks(pool, packed, bits),
  }
}
