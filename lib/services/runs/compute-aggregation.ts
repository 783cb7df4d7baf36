import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { type AggregationResult, CannotAggregate } from '@/lib/aggregation/aggregation-result'
import { runAllHere } from '@/lib/aggregation/all-kernels'
import { type BootstrapParameters, bootstrapScores, checkReplicates } from '@/lib/aggregation/bootstrap'
import { type CopiedAnswers, copiedAnswers } from '@/lib/aggregation/copied-answers'
import { goldenTruth } from '@/lib/aggregation/golden-truth'
import { withAdjudicated } from '@/lib/aggregation/labels'
import { type PreparedRun, prepareAggregation } from '@/lib/aggregation/registry'
import type { RunBlocks } from '@/lib/aggregation/run-context'
import { imageFolds } from '@/lib/evaluation/folds'

export interface ComputeRequest {
  method: string
  parameters: object
  input: AggregationInput
  /** How golden candidates are scored without their own golden answers; null to leave that out. */
  folds: { count: number; seed: number } | null
  /** Null for no intervals. */
  bootstrap: BootstrapParameters | null
  /** Whether to look for raters who copy. */
  findsCopies?: boolean
}

/** Scores of the golden candidates, none of which had its own golden answers seen. */
export interface GoldenScores {
  folds: number
  seed: number
  usesGolden: boolean
  /** Places of the candidates. */
  candidate: Int32Array
  /** 1 where more than half of the experts who answered said yes. */
  truth: Uint8Array
  score: Float64Array
  /** What simpler methods score the same candidates, those that can run. */
  simpler: { method: string; score: Float64Array }[]
}

/** Methods that assume less than others, so that a run that ranks worse than one of them has assumed too much. */
const simplerMethods = ['majority', 'calibrated']

export interface ComputeOutcome {
  result: AggregationResult
  /** Null when it was not asked for, or there are too few golden images. */
  golden: GoldenScores | null
  /** Null when it was not asked for. */
  copied: CopiedAnswers | null
  /** Of the method alone. */
  computeMs: number
}

export interface ComputeHooks {
  onProgress?: ((step: string, done: number, total: number) => void) | undefined
  /** After each iteration of the run itself, with the log-likelihood in nats. */
  onIteration?: ((iteration: number, objective: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Runs a method somewhere: here, or in threads of the worker. Hooks may throw. */
export type Compute = (request: ComputeRequest, hooks: ComputeHooks) => Promise<ComputeOutcome>

/** The input without golden answers to candidates for which `isHeldOut` is 1. */
function withoutGolden(input: AggregationInput, isHeldOut: Uint8Array): AggregationInput {
  const { person, candidate, answer, isExpert } = input.goldenAnswers
  const keep = (_: number, at: number) => isHeldOut[candidate[at]!] === 0
  return {
    ...input,
    goldenAnswers: {
      person: person.filter(keep),
      candidate: candidate.filter(keep),
      answer: answer.filter(keep),
      isExpert: isExpert.filter(keep),
    },
  }
}

function goldenScores(
  prepared: PreparedRun,
  { input, folds }: Pick<ComputeRequest, 'input' | 'folds'>,
  score: Float64Array,
  runBlocks: RunBlocks,
  { onProgress }: ComputeHooks,
): Omit<GoldenScores, 'simpler'> | null {
  // What an admin chose would make the figures those of a selection.
  const { truth } = goldenTruth(input.goldenAnswers, input.votes.itemCount, 'majority', input.isChosen)
  const candidate = Int32Array.from(truth.keys()).filter((index) => truth[index]! >= 0)
  if (folds === null || candidate.length === 0) return null
  const golden = {
    seed: folds.seed,
    usesGolden: prepared.usesGolden,
    candidate,
    truth: Uint8Array.from(candidate, (index) => truth[index]!),
    score: Float64Array.from(candidate, (index) => score[index]!),
  }
  const images = Int32Array.from(new Set(Array.from(candidate, (index) => input.candidateImage[index])))
  const count = Math.min(folds.count, images.length)
  if (!prepared.usesGolden) return { ...golden, folds: count }
  if (count < 2) return null
  const foldOf = imageFolds(images, count, folds.seed)
  const foldOfImage = new Map(Array.from(images, (image, index) => [image, foldOf[index]]))
  for (let fold = 0; fold < count; fold++) {
    const isHeldOut = Uint8Array.from(input.candidateImage, (image) => (foldOfImage.get(image) === fold ? 1 : 0))
    const training = withoutGolden(input, isHeldOut)
    // With few golden answers a fold may leave too little to learn from; then there is no honest figure.
    if (prepared.cannotRun(training)) return null
    const scored = runOrNull(prepared, training, runBlocks)
    if (!scored) return null
    for (let at = 0; at < candidate.length; at++) {
      if (isHeldOut[candidate[at]!] === 1) golden.score[at] = scored.score[candidate[at]!]!
    }
    onProgress?.('Scoring golden images without their answers', fold + 1, count)
  }
  return { ...golden, folds: count }
}

/** The golden candidates as simpler methods score them, without their own golden answers either. */
function simplerScores(request: ComputeRequest, runBlocks: RunBlocks): GoldenScores['simpler'] {
  return simplerMethods.flatMap((method) => {
    if (method === request.method) return []
    const prepared = prepareAggregation(method, {})
    const result = prepared.cannotRun(request.input) ? null : runOrNull(prepared, request.input, runBlocks)
    const scored = result && goldenScores(prepared, request, result.score, runBlocks, {})
    return scored ? [{ method, score: scored.score }] : []
  })
}

function runOrNull(prepared: PreparedRun, input: AggregationInput, runBlocks: RunBlocks): AggregationResult | null {
  try {
    return prepared.run(input, { runBlocks })
  } catch (error) {
    if (error instanceof CannotAggregate) return null
    throw error
  }
}

/** Runs the method, then what tells how far to trust it; nothing else happens in this thread until it is done. */
export function computeWith(
  request: ComputeRequest,
  hooks: ComputeHooks,
  runBlocks: RunBlocks = runAllHere,
): ComputeOutcome {
  const { onProgress, onIteration } = hooks
  const prepared = prepareAggregation(request.method, request.parameters)
  if (request.bootstrap) checkReplicates(request.bootstrap.replicates, request.input.votes.itemCount)
  onProgress?.('Computing scores', 0, 1)
  const start = performance.now()
  const result = prepared.run(request.input, { runBlocks, onIteration })
  const computeMs = performance.now() - start
  onProgress?.('Computing scores', 1, 1)
  // Adjudicated candidates are not drawn at random, so what judges the method is taken before they are fixed.
  const scored = goldenScores(prepared, request, result.score, runBlocks, hooks)
  const golden = scored && { ...scored, simpler: simplerScores(request, runBlocks) }
  const copied = request.findsCopies ? copiedAnswers(request.input.votes) : null
  const { adjudicated } = request.input
  if (!request.bootstrap || request.bootstrap.replicates === 0) {
    return { result: withAdjudicated(result, adjudicated), golden, copied, computeMs }
  }
  const { replicates } = request.bootstrap
  const interval = bootstrapScores(request.input, request, request.bootstrap, runBlocks, (done) =>
    onProgress?.('Computing intervals', done, replicates),
  )
  return { result: withAdjudicated({ ...result, interval }, adjudicated), golden, copied, computeMs }
}

export const computeHere: Compute = async (request, hooks) => computeWith(request, hooks)
