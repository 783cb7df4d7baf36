import { classClosure } from '@/lib/domain/classes/class-closure'
import { classDistances } from '@/lib/proposals/class-distance'
import { closePool, countFollowing } from '@/lib/proposals/close-pool'
import { meanDistance } from '@/lib/proposals/mean-distance'
import type { ModelPredictions } from '@/lib/proposals/model-predictions'
import { withNearPairs } from '@/lib/proposals/near-pairs'
import { type PackedTasks, packPairs } from '@/lib/proposals/pack-pairs'
import { poolProposals } from '@/lib/proposals/proposal-pool'
import { countSubsets } from '@/lib/proposals/subset-counts'
import { searchSubsets } from '@/lib/proposals/subset-search'
import type { WorkHooks } from '@/lib/proposals/work-hooks'
import type { ProgressHooks } from '@/lib/services/progress'
import { bitsOf, type JudgedPool, judgedPool } from './judged-pool'
import type { PlanOutcome, PlanRequest } from './plan-request'
import { plannedTasks } from './planned-tasks'
import { pooledModels } from './pooled-models'
import { searchObstacle } from './search-obstacle'

/** Points of the frontier beyond this number are thinned out: no one tells them apart on a chart. */
const mostFrontierPoints = 200

function countImagesWithoutPredictions(models: readonly ModelPredictions[], imageCount: number): number {
  const isSeen = new Uint8Array(imageCount)
  for (const { image } of models) for (let at = 0; at < image.length; at++) isSeen[image[at]!] = 1
  return imageCount - isSeen.reduce((sum, flag) => sum + flag, 0)
}

/** Every `n`-th point and the last, so that the frontier still reaches from end to end. */
function thinned(masks: number[]): number[] {
  const step = Math.ceil(masks.length / mostFrontierPoints)
  return step <= 1 ? masks : masks.filter((_, k) => k % step === 0 || k === masks.length - 1)
}

function* classesOfTasks({ taskCount, start, pairs }: PackedTasks, pairClass: Int32Array) {
  for (let task = 0; task < taskCount; task++)
    yield pairs.subarray(start[task], start[task + 1]).map((pair) => pairClass[pair]!)
}

/** What every subset finds and asks, counted before where the settings are the same. */
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

/**
 * Works out a plan: what every model and every subset finds and asks, which subset is meant, and its tasks.
 *
 * Recall and precision are left to the caller as counts. AppError `conflict` when more models are chosen than fit at once.
 */
export function computePlan(request: PlanRequest, { onProgress, signal }: ProgressHooks = {}): PlanOutcome {
  const { settings, models, originalClass, classCount } = request
  const imageCount = originalClass.length
  const pooled = pooledModels(request)
  const closure = classClosure(request.decisions.implied)
  const step = (name: string) => ({
    onProgress: (done: number, total: number) => onProgress?.(name, done, total),
    signal,
  })
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
    ? searchSubsets(counted.counts, { minimumRecall, goldenPositives: request.golden.positiveCount })
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
    ? request.chosen.reduce((mask, index) => mask | (1 << pooled.indexOf(index)), 0)
    : (search.smallest ?? allOfPool)
  const { counts: chosen, pairsToAsk } = judged.found(chosenMask)
  const distances = classDistances(request.parents)
  const packed = packPairs(
    pool,
    pairsToAsk,
    { distances: withNearPairs(distances, request.decisions.apart), limit: settings.candidatesPerTask },
    step('Building tasks'),
  )
  return {
    chosen: { ...chosen, tasks: packed.taskCount },
    perModel: Array.from(models.keys(), (index) => {
      signal?.throwIfAborted()
      const bit = pooled.indexOf(index)
      if (bit >= 0) return countsOf(1 << bit)
      return judgedPool(poolOf([index]), [index], request).countsOf(1)
    }),
    everyModel: countsOf(allOfPool),
    frontier,
    smallest: search.smallest === null ? null : countsOf(search.smallest),
    searchedSubsets: counted ? 2 ** pooled.length : 0,
    searchMs,
    searchObstacle: obstacle,
    imagesWithoutPredictions: countImagesWithoutPredictions(models, imageCount),
    decidedPairs: countFollowing(pool, pairsToAsk, chosenMask),
    meanDistance: meanDistance(classesOfTasks(packed, pool.pairClass), distances),
    tasks: plannedTasks(pool, packed, bitsOf(chosenMask)),
    known: { poolKey, pool, counts: counted },
  }
}
