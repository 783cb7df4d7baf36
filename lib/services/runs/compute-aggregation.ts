import type { AggregationInput, AggregationResult } from '@/lib/aggregation/aggregation-method'
import { runAllInThisThread } from '@/lib/aggregation/all-kernels'
import { type BootstrapParameters, bootstrapScores, checkReplicates } from '@/lib/aggregation/bootstrap'
import { type CopiedAnswers, copiedAnswers } from '@/lib/aggregation/copied-answers'
import { decidedByExperts, withAdjudications } from '@/lib/aggregation/labels'
import { prepareAggregation } from '@/lib/aggregation/registry'
import type { RunBlocks } from '@/lib/aggregation/run-context'
import type { CrossCalibration } from '@/lib/evaluation/cross-calibration'
import type { FreshF1 } from '@/lib/evaluation/fresh-f1'
import { runInThisThread } from '@/lib/services/compute'
import { evaluateOnFolds, type FoldedScores, goldenScores, runOrNull } from './golden-scores'

/** Golden candidates are scored by cross-validation over images, so that none is scored with its own golden answers. */
export const evaluationFolds = { count: 5, seed: 1 }

export interface ComputeRequest {
  method: string
  parameters: object
  input: AggregationInput
  /** How golden candidates are cross-validated; null to skip it. */
  folds: { count: number; seed: number } | null
  /** Whether to calibrate scores on those candidates. Default: false. */
  isCalibrated?: boolean
  /** Null for no intervals. */
  bootstrap: BootstrapParameters | null
  findsCopies?: boolean
}

export interface GoldenScores extends FoldedScores {
  simpler: { method: string; score: Float64Array }[]
  /** Null if not requested or if there are too few golden candidates. */
  calibration: CrossCalibration | null
  /** F1 of the F1-optimal threshold on folds that were not used to choose it; null like `calibration`. */
  freshF1: FreshF1 | null
}

const notJudged = { calibration: null, freshF1: null }

/** Methods that assume less than others. A run that ranks worse than one of them has assumed too much. */
const simplerMethods = ['majority', 'calibrated']

export interface ComputeOutcome {
  result: AggregationResult
  /** Null if not requested or if there are too few golden images. */
  golden: GoldenScores | null
  /** Null if not requested. */
  copied: CopiedAnswers | null
  /** Time of the method alone. */
  computeMs: number
}

interface ComputeHooks {
  onProgress?: ((step: string, done: number, total: number) => void) | undefined
  /** Called after each iteration of the run itself, with the log-likelihood in nats. */
  onIteration?: ((iteration: number, objective: number) => void) | undefined
  signal?: AbortSignal | undefined
}

const simplerScores = (request: ComputeRequest, runBlocks: RunBlocks): GoldenScores['simpler'] =>
  simplerMethods.flatMap((method) => {
    if (method === request.method) return []
    const prepared = prepareAggregation(method, {})
    const result = runOrNull(prepared, request.input, runBlocks)
    const scored = result && goldenScores(prepared, request, result.score, runBlocks, {})
    return scored ? [{ method, score: scored.score }] : []
  })

/** Runs the method and then the evaluation of its result. Blocks this thread until it is done. Hooks may throw. */
export function computeAndEvaluate(
  request: ComputeRequest,
  hooks: ComputeHooks,
  runBlocks: RunBlocks = runAllInThisThread,
): ComputeOutcome {
  const { onProgress, onIteration } = hooks
  const prepared = prepareAggregation(request.method, request.parameters)
  if (request.bootstrap) checkReplicates(request.bootstrap.replicates, request.input.votes.itemCount)
  onProgress?.('Computing scores', 0, 1)
  const start = performance.now()
  const result = prepared.run(request.input, { runBlocks, onIteration })
  const computeMs = performance.now() - start
  onProgress?.('Computing scores', 1, 1)
  // The method is evaluated before experts' decisions are applied: adjudicated candidates are not a random sample, and
  // golden ones would be scored by their own answers.
  const scored = goldenScores(prepared, request, result.score, runBlocks, hooks)
  const judged =
    scored && request.isCalibrated ? evaluateOnFolds(prepared, request, scored, runBlocks, hooks) : notJudged
  const golden = scored && { ...scored, ...judged, simpler: simplerScores(request, runBlocks) }
  const copied = request.findsCopies ? copiedAnswers(request.input.votes) : null
  const decided = decidedByExperts(request.input)
  if (!request.bootstrap || request.bootstrap.replicates === 0) {
    return { result: withAdjudications(result, decided), golden, copied, computeMs }
  }
  const { replicates } = request.bootstrap
  const interval = bootstrapScores(request.input, request, request.bootstrap, runBlocks, (done) =>
    onProgress?.('Computing intervals', done, replicates),
  )
  return { result: withAdjudications({ ...result, interval }, decided), golden, copied, computeMs }
}

export const computeInThisThread = runInThisThread(computeAndEvaluate)
