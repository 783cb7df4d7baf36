import type { AggregationResult } from '@/lib/aggregation/aggregation-result'
import { CannotAggregate } from '@/lib/aggregation/aggregation-result'
import { imageSummary, keptLabels, labelSets } from '@/lib/aggregation/labels'
import { aggregationMethods, prepareAggregation } from '@/lib/aggregation/registry'
import type { AggregateInput, AggregateResult } from '@/lib/contracts/aggregation'
import { analyzeTables } from '@/lib/db/analyze-tables'
import type { CopySession } from '@/lib/db/copy-session'
import { insertAuditEvent } from '@/lib/db/insert-audit-event'
import { type AggregationRows, readAggregationRows } from '@/lib/db/read-aggregation-rows'
import { writeRun } from '@/lib/db/write-run'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { type AggregationData, aggregationData, aggregationInputHash } from './aggregation-data'
import { codeVersion } from './code-version'
import { type Compute, computeHere } from './compute-aggregation'
import { guardProject } from './guard-project'
import type { ProgressHooks } from './progress'

export interface AggregationHooks extends ProgressHooks {
  /** Where the method runs; in this thread if left out. */
  compute?: Compute
  /** Writes what must stand or fall with the run. */
  beforeCommit?: (session: CopySession, result: AggregateResult) => Promise<void>
}

/** A run's parameters whole: what is given, over the preset, over the method's defaults. */
export function preparedAggregation(input: AggregateInput) {
  const presets: Record<string, object> = aggregationMethods[input.method].presets
  const preset = input.method === 'calibrated' && input.preset !== undefined ? presets[input.preset] : {}
  if (!preset) throw new AppError('invalid-input', 'There is no such preset.', { preset: 'is not known' })
  return prepareAggregation(input.method, { ...preset, ...input.parameters })
}

function raterParameters(rows: AggregationRows, { raterParameters }: AggregationResult) {
  if (!raterParameters) return {}
  const { probability, goldenAnswerCount, originalLabel } = raterParameters
  const matrix = (from: number) => Array.from(probability.subarray(from, from + 3))
  const raters = rows.raters.id.flatMap((raterId, k) => {
    if (rows.raters.isExpert[k] === 1) return []
    const answers = { negative: matrix(k * 6), positive: matrix(k * 6 + 3) }
    return [{ raterId, goldenAnswerCount: goldenAnswerCount[k], ...answers }]
  })
  return { raters, originalLabel }
}

function runRows(rows: AggregationRows, data: AggregationData, result: AggregationResult, threshold: number) {
  const { score, posterior } = result
  const { input, originalLabel, classOfIndex } = data
  const kept = keptLabels({ ...input, score, threshold, originalLabel })
  const { labelCount, isChanged } = imageSummary(kept, originalLabel)
  return {
    labelCount: kept.label.length,
    changedImageCount: isChanged.reduce((sum, flag) => sum + flag, 0),
    *scores() {
      for (const [k, id] of rows.candidates.id.entries())
        yield [id, score[k], posterior ? [posterior[2 * k], posterior[2 * k + 1]] : []] as const
    },
    *images() {
      for (const [k, id] of rows.images.id.entries()) {
        yield [id, rows.images.position[k], labelCount[k], isChanged[k] === 1, kept.isRated[k] === 1] as const
      }
    },
    *labels() {
      let image = 0
      for (const labels of labelSets(kept)) {
        for (const index of labels) yield [classOfIndex.get(index) ?? -1, rows.images.id[image]] as const
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
    signal?.throwIfAborted()
    onProgress?.('Writing scores', done, total)
  }
  onProgress?.('Writing scores', total, total)
}

/**
 * Aggregates all votes of a project by a method, and keeps scores and labels as a new run: the whole of it in one
 * transaction, or nothing. AppError `conflict` with a sentence when the data lack what the method needs.
 */
export async function runAggregation(
  actor: Actor,
  { slug, projectRoot, ...input }: AggregateInput & { slug: string; projectRoot: string },
  { compute = computeHere, beforeCommit, ...progress }: AggregationHooks = {},
): Promise<AggregateResult> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const { parameters, threshold } = preparedAggregation(input)
  const rows = await readAggregationRows(project.id, (done, total) => {
    progress.signal?.throwIfAborted()
    progress.onProgress?.('Reading votes', done, total)
  })
  if (rows.votes.answer.length === 0) {
    throw new CannotAggregate('There are no votes in this project yet: have some tasks rated first.')
  }
  const data = aggregationData(rows)
  const obstacle = aggregationMethods[input.method].cannotRun(data.input)
  if (obstacle) throw new CannotAggregate(obstacle)
  const result = await compute(
    { method: input.method, parameters, input: data.input },
    { signal: progress.signal, onProgress: (done, total) => progress.onProgress?.('Computing scores', done, total) },
  )
  progress.signal?.throwIfAborted()

  const { scores, images, labels, ...counts } = runRows(rows, data, result, threshold)
  const candidateCount = rows.candidates.id.length
  const inputHash = aggregationInputHash(data)
  const voteCount = rows.votes.answer.length
  const summary = { method: input.method, voteCount, candidateCount, imageCount: rows.images.id.length, inputHash }
  const run = {
    projectId: project.id,
    method: input.method,
    parameters,
    codeVersion: await codeVersion(projectRoot),
    inputHash,
    votesUntil: rows.readAt,
    voteCount,
    raterParameters: raterParameters(rows, result),
    prior: result.prior,
    threshold,
    logLikelihood: result.logLikelihood,
    iterations: result.iterations,
    hasConverged: result.converged,
    stopReason: result.stopReason,
    ...counts,
  }
  const content = { run, scores: counted(scores(), candidateCount, progress), images: images(), labels: labels() }
  const runId = await writeRun(content, async (session, runId) => {
    const details = { runId, method: input.method, parameters, inputHash }
    await insertAuditEvent(session, { projectId: project.id, userId, action: 'project.aggregate', details })
    await beforeCommit?.(session, { runId, ...summary, ...counts })
    progress.signal?.throwIfAborted()
  })
  if (candidateCount > 10_000) await analyzeTables(['score', 'run_image', 'run_label'])
  return { runId, ...summary, ...counts }
}
