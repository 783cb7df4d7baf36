import { z } from 'zod'
import { CannotAggregate } from '@/lib/aggregation/aggregation-method'
import { labelChanges } from '@/lib/aggregation/label-changes'
import { type KeptLabels, keptLabels } from '@/lib/aggregation/labels'
import { type PreparedRun, prepareAggregation } from '@/lib/aggregation/registry'
import { inputWithoutRater } from '@/lib/aggregation/without-rater'
import type { ImpactChange, ImpactResult, MeasureImpactInput } from '@/lib/contracts/raters/rater-impact'
import { type Db, prisma } from '@/lib/db/client'
import { countVotes } from '@/lib/db/raters/rater-query'
import { type AggregationRows, readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notFound } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import type { ComputedBy } from '@/lib/services/compute'
import { type ProgressHooks, stepProgress } from '@/lib/services/progress'
import { type AggregationData, aggregationData, aggregationInputHash } from '@/lib/services/runs/aggregation-data'
import { type computeAndEvaluate, computeInThisThread } from '@/lib/services/runs/compute-aggregation'

/** Changes beyond this number are counted but not listed. */
const maxChanges = 2_000

interface Side {
  score: Float64Array
  kept: KeptLabels
}

function countedRaters({ votes, goldenAnswers }: AggregationData['input']): Set<number> {
  const counted = new Set<number>()
  for (const code of votes.code) counted.add(Math.floor(code / votes.answerCount))
  for (const [at, person] of goldenAnswers.person.entries()) if (goldenAnswers.isExpert[at] === 0) counted.add(person)
  return counted
}

function changesBetween(rows: AggregationRows, data: AggregationData, before: Side, after: Side): ImpactChange[] {
  const changes = labelChanges(before.kept, after.kept)
  const { candidateImage, candidateClass } = data.input
  const wanted = new Set(changes.map(({ image }) => image))
  const position = new Map<string, number>()
  for (const [candidate, image] of candidateImage.entries()) {
    if (wanted.has(image)) position.set(`${image} ${candidateClass[candidate]}`, candidate)
  }
  return changes.map(({ image, label, isGained }) => {
    const candidate = position.get(`${image} ${label}`)
    return {
      imageId: rows.images.id[image]!,
      classId: data.classOfIndex.get(label) ?? -1,
      isGained,
      before: candidate === undefined ? null : before.score[candidate]!,
      after: candidate === undefined ? null : after.score[candidate]!,
    }
  })
}

/** Uses the latest run unless one is named. Throws for raters who are already excluded. */
export async function guardImpact(
  { project: { id: projectId } }: ProjectAccess,
  { runId, raterIds }: MeasureImpactInput,
  db: Db,
): Promise<MeasureImpactInput> {
  const run = await impactRun(projectId, runId, db)
  if (raterIds !== 'all') {
    const raters = await db.rater.findMany({ where: { projectId, id: { in: raterIds } } })
    if (raters.length < new Set(raterIds).size) throw notFound('rater')
    const gone = raters.find(({ isExcluded }) => isExcluded)
    if (gone) throw conflict(`Rater ${gone.id} is already excluded. Include the rater first.`)
  }
  return { runId: run.id, raterIds }
}

const size = ({ before, after }: ImpactChange) => Math.abs((after ?? 0) - (before ?? 0))

/**
 * Measures how the labels of a run would change without each rater: aggregates the current votes by the run's method,
 * parameters and threshold with all raters and without one. Each result is stored at once, so that cancelling keeps
 * finished ones. Throws AppError `conflict` if none of the raters can be excluded.
 */
export async function measureRaterImpact(
  actor: Actor,
  { slug, runId, raterIds }: MeasureImpactInput & { slug: string },
  { compute = computeInThisThread, onProgress, signal }: ProgressHooks & ComputedBy<typeof computeAndEvaluate> = {},
): Promise<ImpactResult> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const run = await impactRun(projectId, runId)
  const voteCount = await countVotes(projectId)
  const rows = await readAggregationRows(projectId, stepProgress({ onProgress, signal }, 'Reading votes'))
  const data = aggregationData(rows)
  const counted = countedRaters(data.input)
  const wanted = raterIds === 'all' ? null : new Set(raterIds)
  const indices = Array.from(rows.raters.id.keys()).filter((index) =>
    wanted ? wanted.has(rows.raters.id[index]!) : counted.has(index),
  )
  const basis = { isOfRun: aggregationInputHash(data) === run.inputHash, voteCount }
  const sideOf = async (input: AggregationData['input']): Promise<Side> => {
    const { score } = (await compute(requestOf(run, input), { signal })).result
    const kept = keptLabels({ ...input, score, threshold: run.threshold, originalLabel: data.originalLabel })
    return { score, kept }
  }
  onProgress?.('Measuring without each rater', 0, indices.length)
  const whole = await sideOf(data.input)
  const refused: ImpactResult['refused'] = []
  for (const [done, index] of indices.entries()) {
    signal?.throwIfAborted()
    const raterId = rows.raters.id[index]!
    try {
      const input = inputWithoutRater(data.input, index)
      const obstacle = counted.has(index) ? run.prepared.cannotRun(input) : null
      if (obstacle) throw new CannotAggregate(obstacle)
      const without = counted.has(index) ? await sideOf(input) : whole
      await keep(projectId, run.id, raterId, basis, changesBetween(rows, data, whole, without))
    } catch (error) {
      if (!(error instanceof CannotAggregate)) throw error
      refused.push({ raterId, reason: error.message })
    }
    onProgress?.('Measuring without each rater', done + 1, indices.length)
  }
  if (refused.length > 0 && refused.length === indices.length) throw new CannotAggregate(refused[0]!.reason)
  return { runId: run.id, raterCount: indices.length - refused.length, ...basis, refused }
}

const requestOf = ({ prepared }: ImpactRun, input: AggregationData['input']) => ({
  method: prepared.method,
  parameters: prepared.parameters,
  input,
  folds: null,
  bootstrap: null,
})

async function keep(
  projectId: number,
  runId: number,
  raterId: number,
  basis: { isOfRun: boolean; voteCount: number },
  changes: ImpactChange[],
): Promise<void> {
  const gained = changes.filter(({ isGained }) => isGained).length
  const rows = [...changes].sort((one, other) => size(other) - size(one)).slice(0, maxChanges)
  const figures = {
    gained,
    lost: changes.length - gained,
    imageCount: new Set(changes.map(({ imageId }) => imageId)).size,
    changes: { ...basis, rows },
    createdAt: new Date(),
  }
  const key = { projectId, runId, raterId }
  await prisma.raterImpact.upsert({
    where: { projectId_runId_raterId: key },
    create: { ...key, ...figures },
    update: figures,
  })
}

interface ImpactRun {
  id: number
  inputHash: string
  threshold: number
  prepared: PreparedRun
}

const storedParameters = z.record(z.string(), z.unknown())

/** Returns the run, or the latest, with its own method and parameters, to be computed again. */
async function impactRun(projectId: number, runId: number | null, db: Db = prisma): Promise<ImpactRun> {
  const run = await db.aggregationRun.findFirst({
    where: { projectId, ...(runId !== null && { id: runId }) },
    orderBy: { id: 'desc' },
    select: { id: true, method: true, parameters: true, inputHash: true, threshold: true },
  })
  if (!run && runId !== null) throw notFound('run')
  if (!run) throw conflict('There are no results yet. Aggregate the votes first.')
  // The threshold and the bootstrap are stored with the method's parameters; the run has the threshold as a number.
  const { threshold: _, bootstrap: __, ...parameters } = storedParameters.parse(run.parameters)
  const { id, inputHash, threshold } = run
  return { id, inputHash, threshold, prepared: prepareAggregation(run.method, parameters) }
}
