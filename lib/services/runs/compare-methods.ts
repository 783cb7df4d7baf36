import { judgedTruth } from '@/lib/aggregation/golden-truth'
import {
  type AggregationMethodName,
  aggregationMethods,
  isMethodName,
  prepareAggregation,
} from '@/lib/aggregation/registry'
import {
  type ComparedMethod,
  type CompareMethodsInput,
  type CompareMethodsResult,
  compareMethodsResult,
} from '@/lib/contracts/runs/compare-methods'
import { findGoldenCoverage } from '@/lib/db/golden/golden-overview-query'
import { findNewestResult } from '@/lib/db/jobs/job-rows'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, conflict } from '@/lib/errors'
import { bootstrapOverImages } from '@/lib/evaluation/paired-bootstrap'
import { nullIfZeroWidth } from '@/lib/numeric/quantiles'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ComputedBy } from '@/lib/services/compute'
import { type ProgressHooks, stepProgress } from '@/lib/services/progress'
import { type AggregationData, aggregationData, isLikePaper } from './aggregation-data'
import { type computeAndEvaluate, computeInThisThread, type GoldenScores } from './compute-aggregation'

const baseline: AggregationMethodName = 'calibrated'

const presetFor = (method: AggregationMethodName, { input, classOfIndex }: AggregationData) =>
  method === 'calibrated' && isLikePaper(input, classOfIndex.size) ? ('real' as const) : null

interface Attempt {
  method: AggregationMethodName
  preset: 'real' | null
  obstacle: string | null
  golden: GoldenScores | null
  seconds: number | null
  iterations: number | null
  hasConverged: boolean | null
}

/**
 * Measures how well each method ranks the golden candidates without their golden answers, with bootstrap intervals over
 * images and the paired difference to the baseline. Writes nothing. Throws AppError `conflict` if there are too few
 * golden images.
 */
export async function compareMethods(
  actor: Actor,
  { slug, folds, seed, replicates, methods }: CompareMethodsInput & { slug: string },
  { compute = computeInThisThread, onProgress, signal }: ProgressHooks & ComputedBy<typeof computeAndEvaluate> = {},
): Promise<CompareMethodsResult> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const rows = await readAggregationRows(projectId, stepProgress({ onProgress, signal }, 'Reading votes'))
  const data = aggregationData(rows)
  const { input } = data
  const { truth, goldenCount, positiveCount } = judgedTruth(input, 'majority')
  const candidate = Int32Array.from(truth.keys()).filter((index) => truth[index]! >= 0)
  const image = candidate.map((index) => input.candidateImage[index]!)
  const goldenImageCount = new Set(image).size
  if (goldenImageCount < folds || positiveCount === 0 || positiveCount === goldenCount) {
    throw conflict(
      `Methods are compared on images that experts and raters have answered, with labels that apply and labels that do not. There are only ${goldenImageCount} such images for ${folds} folds. Have experts answer more images first.`,
    )
  }
  const wanted = Object.keys(aggregationMethods).filter(isMethodName)
  const chosen = wanted.filter((name) => !methods || methods.includes(name) || name === baseline)
  const attempts: Attempt[] = []
  for (const [done, method] of chosen.entries()) {
    signal?.throwIfAborted()
    const title = aggregationMethods[method].title
    onProgress?.(`Running ${title}`, done, chosen.length)
    attempts.push(await attempt(method, data, { folds, seed, compute, signal }))
  }
  onProgress?.('Resampling images', chosen.length, chosen.length)
  const scored = attempts.filter(hasScores)
  if (scored.length === 0) {
    const reasons = attempts.map(({ method, obstacle }) => `${aggregationMethods[method].title}: ${obstacle}`)
    throw conflict(`None of these methods can run here. ${reasons.join(' ')}`)
  }
  const position = scored.findIndex(({ method }) => method === baseline)
  const compared = bootstrapOverImages({
    scores: scored.map(({ golden }) => golden.score),
    truth: Uint8Array.from(candidate, (at) => truth[at]!),
    image,
    baseline: Math.max(0, position),
    replicates,
    seed,
  })
  return {
    folds,
    seed,
    replicates,
    voteCount: input.votes.voteCount,
    goldenImageCount,
    goldenCandidateCount: goldenCount,
    positiveCount,
    baseline,
    methods: attempts
      .map((one) =>
        comparedMethod(one, compared?.[scored.findIndex(({ method }) => method === one.method)], position >= 0),
      )
      .sort((one, other) => (other.averagePrecision ?? -1) - (one.averagePrecision ?? -1)),
  }
}

const hasScores = (one: Attempt): one is Attempt & { golden: GoldenScores } => one.golden !== null

async function attempt(
  method: AggregationMethodName,
  data: AggregationData,
  {
    folds,
    seed,
    compute,
    signal,
  }: { folds: number; seed: number; compute: typeof computeInThisThread; signal?: AbortSignal | undefined },
): Promise<Attempt> {
  const preset = presetFor(method, data)
  const parameters = preset ? aggregationMethods.calibrated.presets[preset]!.parameters : {}
  const prepared = prepareAggregation(method, parameters)
  const nothing = { method, preset, golden: null, seconds: null, iterations: null, hasConverged: null }
  const obstacle = prepared.cannotRun(data.input)
  if (obstacle) return { ...nothing, obstacle }
  const { parameters: whole } = prepared
  const request = { method, parameters: whole, input: data.input, folds: { count: folds, seed }, bootstrap: null }
  const outcome = await compute(request, { signal }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'conflict') return error.message
    throw error
  })
  if (typeof outcome === 'string') return { ...nothing, obstacle: outcome }
  const { result, golden, computeMs } = outcome
  const { iterations, converged: hasConverged } = result
  const tooFew = 'Without the golden answers of a fold, there is too little data to learn from.'
  return { ...nothing, golden, seconds: computeMs / 1_000, iterations, hasConverged, obstacle: golden ? null : tooFew }
}

type Compared = NonNullable<ReturnType<typeof bootstrapOverImages>>[number]

const comparedMethod = (
  { golden: _, method, ...attempt }: Attempt,
  compared: Compared | undefined,
  hasBaseline: boolean,
): ComparedMethod => ({
  method,
  title: aggregationMethods[method].title,
  ...attempt,
  averagePrecision: compared?.averagePrecision ?? null,
  interval: compared?.interval ?? null,
  difference: hasBaseline ? (compared?.difference ?? null) : null,
  differenceInterval: hasBaseline ? (compared?.differenceInterval ?? null) : null,
})

interface MethodComparison {
  /** The newest comparison that succeeded, with the time of its end. */
  latest: { result: CompareMethodsResult; finishedAt: string } | null
  hasGolden: boolean
  hasSimulated: boolean
}

/** Results of older versions have intervals without width. */
const withWidths = (result: CompareMethodsResult): CompareMethodsResult => ({
  ...result,
  methods: result.methods.map((one) => ({
    ...one,
    interval: nullIfZeroWidth(one.interval),
    differenceInterval: nullIfZeroWidth(one.differenceInterval),
  })),
})

export async function readMethodComparison(actor: Actor, slug: string): Promise<MethodComparison> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [found, { hasExpert }] = await Promise.all([
    findNewestResult({ projectId, kind: 'compare-methods' }, compareMethodsResult),
    findGoldenCoverage(projectId),
  ])
  const latest = found && { result: withWidths(found.result), finishedAt: found.finishedAt }
  return { latest, hasGolden: hasExpert, hasSimulated: project.hasSimulated }
}
