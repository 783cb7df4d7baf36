import { type AggregationResult, CannotAggregate } from '@/lib/aggregation/aggregation-method'
import { goldenTruths, imageDoubt, imageSummary, keptLabels, labelSets } from '@/lib/aggregation/labels'
import { aggregationMethods, prepareAggregation } from '@/lib/aggregation/registry'
import type {
  AggregateInput,
  AggregateResult,
  GoldenEvaluation,
  StoredRaterParameters,
  ThresholdPromise,
  ThresholdRule,
} from '@/lib/contracts/runs/aggregation'
import { type AggregationRows, readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { writeRun } from '@/lib/db/runs/write-run'
import { vacuumForReading } from '@/lib/db/session/copy-session'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { LabelDecision } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { answers } from '@/lib/domain/rating/answer'
import { ScoreBins } from '@/lib/domain/runs/score-bins'
import { invalidInput } from '@/lib/errors'
import { calibratedScore } from '@/lib/evaluation/calibration-map'
import { averagePrecision } from '@/lib/evaluation/precision-recall'
import { guardProject } from '@/lib/services/access/guard-project'
import { codeVersion } from '@/lib/services/code-version'
import type { ComputedBy } from '@/lib/services/compute'
import { type ImportHooks, type ProgressHooks, reportProgress, stepProgress } from '@/lib/services/progress'
import { type AggregationData, aggregationData, aggregationInputHash } from './aggregation-data'
import { calibratedScores, chooseThreshold, defaultRule } from './choose-threshold'
import { type computeAndEvaluate, computeInThisThread, evaluationFolds, type GoldenScores } from './compute-aggregation'
import { keepRunFigures } from './read-run'
import { checksOfRun } from './run-quality'

interface AggregationHooks extends ImportHooks<AggregateResult>, ComputedBy<typeof computeAndEvaluate> {
  onIteration?: (iteration: number, objective: number) => void
}

/** Merges the given parameters with the preset's and the method's defaults. The threshold rule is null by default. */
function preparedAggregation(input: AggregateInput) {
  const { presets } = aggregationMethods[input.method]
  const preset = input.method === 'calibrated' && input.preset !== undefined ? input.preset : null
  const known: Record<string, { parameters: object; threshold: number } | undefined> = presets
  const start = preset === null ? { parameters: {}, threshold: null } : known[preset]
  if (!start) throw invalidInput('There is no such preset.', { preset: 'is not known' })
  const ofPreset: ThresholdRule | null = start.threshold === null ? null : { kind: 'threshold', value: start.threshold }
  const rule = input.threshold ?? ofPreset
  return { ...prepareAggregation(input.method, { ...start.parameters, ...input.parameters }), rule }
}

const classNames: Record<number, string[] | undefined> = { 2: ['does not apply', 'applies'], 3: [...answers] }

function storedRaters(rows: AggregationRows, result: AggregationResult): StoredRaterParameters {
  const { classCount, raters, annotators } = result
  const { probability, skill, skillMeaning, goldenAnswerCount } = raters
  const width = classCount * answers.length
  const matrixOf = (rater: number) =>
    probability &&
    Array.from({ length: classCount }, (_, k) =>
      Array.from(probability.subarray(rater * width + k * answers.length, rater * width + (k + 1) * answers.length)),
    )
  const isUsed = (k: number) => rows.raters.isExpert[k] === 0 && rows.raters.isExcluded[k] === 0
  return {
    classes: classNames[classCount] ?? [],
    answers: [...answers],
    skillMeaning,
    raters: Array.from(rows.raters.id.keys())
      .filter(isUsed)
      .map((k) => ({
        raterId: rows.raters.id[k]!,
        goldenAnswerCount: goldenAnswerCount[k]!,
        skill: skill[k]!,
        probability: matrixOf(k),
      })),
    annotators,
  }
}

function storedEvaluation(
  rows: AggregationRows,
  golden: GoldenScores | null,
  promise: ThresholdPromise | null,
): GoldenEvaluation | null {
  if (!golden) return null
  const { folds, seed, usesGolden, candidate, truth, score, simpler, calibration, freshF1 } = golden
  return {
    ...{ folds, seed, usesGolden, freshF1, promise },
    calibration: calibration && { map: calibration.map, calibrated: Array.from(calibration.calibrated) },
    candidateId: Array.from(candidate, (index) => rows.candidates.id[index]!),
    imageId: Array.from(candidate, (index) => rows.candidates.image[index]!),
    truth: Array.from(truth),
    score: Array.from(score),
    simpler: simpler.map((one) => ({ method: one.method, score: Array.from(one.score) })),
  }
}

const knownAt = (values: Float64Array | undefined, k: number) => {
  const value = values?.[k]
  return value === undefined || Number.isNaN(value) ? null : value
}

/** Returns the decision that fixed each candidate's score instead of the method; null elsewhere. */
function decisionsOf({ input: { adjudicated } }: AggregationData, candidateCount: number): (LabelDecision | null)[] {
  const decisions = new Array<LabelDecision | null>(candidateCount).fill(null)
  for (const [at, candidate] of (adjudicated?.candidate ?? []).entries())
    decisions[candidate] = adjudicated?.isByHand?.[at] === 1 ? 'by-hand' : 'adjudicated'
  return decisions
}

function runRows(
  rows: AggregationRows,
  data: AggregationData,
  result: AggregationResult,
  { threshold, calibrated }: { threshold: number; calibrated: Float64Array | null },
) {
  const { score, posterior, interval, classCount, evidence, classParameters = null } = result
  const { input, originalLabel, isExcluded, classOfIndex } = data
  const kept = keptLabels({ ...input, score, threshold, originalLabel, isExcluded })
  const { labelCount, isChanged } = imageSummary(kept, originalLabel, isExcluded)
  const { disagreement, margin } = imageDoubt({ ...input, score, threshold, originalLabel })
  const decisions = decisionsOf(data, rows.candidates.id.length)
  const golden = goldenTruths(data.input, result)
  const scoreBins = new ScoreBins(rows.images.id.length)
  for (const [k, image] of input.candidateImage.entries())
    if (isExcluded?.[image] !== 1) scoreBins.add(image, score[k]!)
  return {
    classParameters,
    labelCount: kept.label.length,
    labelledImageCount: labelCount.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    changedImageCount: isChanged.reduce((sum, flag) => sum + flag, 0),
    *scores() {
      for (const [k, id] of rows.candidates.id.entries()) {
        if (isExcluded?.[input.candidateImage[k]!] === 1) continue
        yield [
          id,
          score[k]!,
          Array.from(posterior.subarray(k * classCount, (k + 1) * classCount)),
          knownAt(interval?.low, k),
          knownAt(interval?.high, k),
          decisions[k] ?? null,
          calibrated?.[k] ?? null,
          evidence?.[k] ?? null,
          golden[k]!,
        ] as const
      }
    },
    *images() {
      for (const [k, id] of rows.images.id.entries()) {
        const doubt = [knownAt(disagreement, k), knownAt(margin, k)] as const
        yield [
          id,
          rows.images.position[k]!,
          labelCount[k]!,
          isChanged[k] === 1,
          kept.isRated[k] === 1,
          ...doubt,
          rows.excluded.get(id) ?? null,
          scoreBins.bins(k),
        ] as const
      }
    },
    *labels() {
      let image = 0
      for (const labels of labelSets(kept)) {
        for (const index of labels) yield [classOfIndex.get(index) ?? -1, rows.images.id[image]!] as const
        image++
      }
    },
  }
}

function* counted<Row>(rows: Iterable<Row>, total: number, { onProgress, signal }: ProgressHooks): Generator<Row> {
  let done = 0
  for (const row of rows) {
    yield row
    if (++done % 8_192 !== 0) continue
    reportProgress({ onProgress, signal }, 'Writing scores', done, total)
  }
  onProgress?.('Writing scores', total, total)
}

/**
 * Lets lists of images use index-only scans, and computes the figures of a large run before it is first opened. The run
 * is already written, so errors here must not fail the job: the jobs that follow would not be started.
 */
async function prepareReading(projectId: number, runId: number) {
  try {
    await analyzeTables(['score', 'run_label'])
    await vacuumForReading('run_image')
    await keepRunFigures(projectId, runId)
  } catch (error) {
    process.emitWarning(`Run ${runId} was written, but its pages may be slow at first: ${String(error)}`)
  }
}

const checksAsked = { folds: evaluationFolds, isCalibrated: true, findsCopies: true }

async function readData(
  projectId: number,
  cannotRun: (input: AggregationData['input']) => string | null,
  { signal, onProgress }: ProgressHooks,
) {
  const rows = await readAggregationRows(projectId, stepProgress({ onProgress, signal }, 'Reading votes'))
  if (rows.votes.answer.length === 0)
    throw new CannotAggregate('There are no votes in this project yet. Have some tasks rated first.')
  const data = aggregationData(rows)
  const obstacle = cannotRun(data.input)
  if (obstacle) throw new CannotAggregate(obstacle)
  return { rows, data }
}

/**
 * Aggregates all votes of a project and stores scores and labels as a new run, in one transaction. Throws AppError
 * `conflict`, with a sentence, if the data do not have what the method needs.
 */
export async function runAggregation(
  actor: Actor,
  { slug, projectRoot, ...input }: AggregateInput & { slug: string; projectRoot: string },
  { compute = computeInThisThread, beforeCommit, ...progress }: AggregationHooks = {},
): Promise<AggregateResult> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const prepared = preparedAggregation(input)
  const { rows, data } = await readData(projectId, prepared.cannotRun, progress)
  const { method, parameters } = prepared
  const bootstrap = input.bootstrap ?? null
  const request = { method, parameters, input: data.input, bootstrap, ...checksAsked }
  const { result, golden, copied, computeMs } = await compute(request, progress)
  const calibrated = calibratedScores(data.input, result.score, golden)
  const rule = prepared.rule ?? defaultRule(method, calibrated)
  const { threshold, promise } = chooseThreshold(rule, golden, { score: result.score, calibrated })
  progress.signal?.throwIfAborted()

  const { classParameters, scores, images, labels, ...counts } = runRows(rows, data, result, { threshold, calibrated })
  const candidateCount = rows.candidates.id.length
  const inputHash = aggregationInputHash(data)
  const evaluation = storedEvaluation(rows, golden, promise)
  const { checks, failedChecks } = checksOfRun({
    ...{ input: data.input, score: result.score, threshold, golden, copied },
    raterAt: (index) => rows.raters.id[index]!,
  })
  const facts = {
    method,
    voteCount: rows.votes.answer.length,
    inputHash,
    threshold,
    logLikelihood: result.logLikelihood,
    iterations: result.iterations,
    hasConverged: result.converged,
    stopReason: result.stopReason,
    computeMs: Math.round(computeMs),
  }
  const summary = {
    ...facts,
    candidateCount,
    thresholdProbability: golden?.calibration ? calibratedScore(golden.calibration.map, Math.min(1, threshold)) : null,
    promise,
    averagePrecision: golden && averagePrecision(golden.score, golden.truth),
    failedChecks,
  }
  const run = {
    ...facts,
    projectId,
    parameters: { ...parameters, threshold: rule, ...(bootstrap && { bootstrap }) },
    seed: bootstrap && bootstrap.replicates > 0 ? bootstrap.seed : null,
    history: result.history,
    evaluation,
    checks,
    failsChecks: failedChecks.length > 0,
    codeVersion: await codeVersion(projectRoot),
    votesUntil: rows.readAt,
    raterParameters: storedRaters(rows, result),
    prior: result.classCount === 2 && result.prior ? result.prior[1]! : null,
    labelCount: counts.labelCount,
    changedImageCount: counts.changedImageCount,
  }
  const content = { run, classParameters, scores: counted(scores(), candidateCount, progress) }
  const runId = await writeRun({ ...content, images: images(), labels: labels() }, async (session, runId) => {
    const details = { runId, method, parameters, inputHash }
    await writeAuditEvent(session, { projectId, userId, action: 'project.aggregate', details })
    await beforeCommit?.(session, { runId, ...summary, ...counts })
    progress.signal?.throwIfAborted()
  })
  if (candidateCount > 10_000) await prepareReading(projectId, runId)
  return { runId, ...summary, ...counts }
}
