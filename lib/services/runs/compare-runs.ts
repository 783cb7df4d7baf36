import { goldenEvaluation } from '@/lib/contracts/runs/aggregation'
import type { CompareQuery, GoldenComparison, LabelDifference, RunComparison } from '@/lib/contracts/runs/run'
import { type Db, prisma } from '@/lib/db/client'
import type { AggregationRun } from '@/lib/db/generated/client'
import { findVotes } from '@/lib/db/images/image-table-query'
import {
  countDifferencesByClass,
  countDifferingImages,
  findDifferences,
  type RunPair,
} from '@/lib/db/runs/run-difference-query'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { goldenComparison } from '@/lib/services/golden/golden-comparison'
import { memoize } from '@/lib/services/memoize'
import { runKey, runSummaryOf, withConfirmation } from './list-runs'

const pageSize = 50
const classesShown = 12

interface Overall {
  gained: number
  lost: number
  imageCount: number
  classes: RunComparison['classes']
  classCount: number
  golden: GoldenComparison | null
  goldenObstacle: string | null
  /** Of the golden candidates of either run, by candidate: whether it holds. */
  truthOf: Map<number, boolean>
}
const keepOverall = memoize<Overall>(64)

type ComparedRun = Omit<AggregationRun, 'raterParameters' | 'history'>

function goldenOf(a: ComparedRun, b: ComparedRun): Pick<Overall, 'golden' | 'goldenObstacle' | 'truthOf'> {
  const judged = [a, b].map(({ evaluation, threshold }) => {
    const known = goldenEvaluation.safeParse(evaluation).data
    return known && { evaluation: known, threshold }
  })
  const truthOf = new Map(
    judged.flatMap((run) => run?.evaluation.candidateId.map((id, k) => [id, run.evaluation.truth[k] === 1]) ?? []) as [
      number,
      boolean,
    ][],
  )
  const [first, second] = judged
  const missing = [a, b].filter((_, k) => !judged[k]).map(({ id }) => `run ${id}`)
  if (!first || !second) {
    const goldenObstacle = `Scores of golden candidates were not recorded for ${missing.join(' and ')}. They are recorded for new runs once experts have answered enough images.`
    return { golden: null, goldenObstacle, truthOf }
  }
  const golden = goldenComparison(first, second)
  const goldenObstacle = golden ? null : 'The two runs have no golden candidates in common.'
  return { golden, goldenObstacle, truthOf }
}

async function overallOf(pair: RunPair, a: ComparedRun, b: ComparedRun, db: Db): Promise<Overall> {
  const [classes, imageCount] = await Promise.all([countDifferencesByClass(pair, db), countDifferingImages(pair, db)])
  return {
    gained: classes.reduce((sum, { gained }) => sum + gained, 0),
    lost: classes.reduce((sum, { lost }) => sum + lost, 0),
    imageCount,
    classes: classes.slice(0, classesShown),
    classCount: classes.length,
    ...goldenOf(a, b),
  }
}

type Wanted = Pick<CompareQuery, 'change' | 'golden' | 'page'>

/** One page of the labels that differ; a page past the end is the last one. */
async function differencesOf(pair: RunPair, { gained, lost, truthOf }: Overall, wanted: Wanted, db: Db) {
  const change = wanted.change ?? null
  const isGolden = wanted.golden === 'yes'
  const among = isGolden ? await findDifferences(pair, goldenScope(change, truthOf), db) : null
  const total = among?.length ?? (change === 'gained' ? gained : change === 'lost' ? lost : gained + lost)
  const pageCount = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(wanted.page, pageCount)
  const offset = (page - 1) * pageSize
  const rows =
    among?.slice(offset, offset + pageSize) ??
    (await findDifferences(pair, { change, candidateIds: null, limit: pageSize, offset }, db))
  const votes = await findVotes(pair.projectId, [...new Set(rows.map((row) => row.imageId))], db)
  const differences = rows.map(
    ({ candidateId, isGained, ...row }): LabelDifference => ({
      ...row,
      change: isGained ? 'gained' : 'lost',
      votes: votes
        .filter((vote) => vote.candidateId === candidateId)
        .map(({ raterId, answer, isSimulated, isLeftOut }) => ({
          ...{ raterId, isSimulated, isLeftOut },
          answer: answerOf(answer),
        })),
      holds: candidateId === null ? null : (truthOf.get(candidateId) ?? null),
    }),
  )
  return { differences, total, page, pageCount, pageSize }
}

/** All of them, since golden candidates are few and only so is their number known. */
const goldenScope = (change: 'gained' | 'lost' | null, truthOf: ReadonlyMap<number, boolean>) => ({
  change,
  candidateIds: [...truthOf.keys()],
  limit: truthOf.size,
  offset: 0,
})

/** Which labels two runs of a project disagree on, and on which side the golden answers are. */
export async function compareRuns(
  actor: Actor,
  { slug, a, b, ...wanted }: CompareQuery & { slug: string },
  db: Db = prisma,
): Promise<RunComparison> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const runs = await db.aggregationRun.findMany({
    where: { projectId: project.id, id: { in: [a, b] } },
    omit: { raterParameters: true, history: true },
    include: withConfirmation,
  })
  const [first, second] = [a, b].map((id) => runs.find((run) => run.id === id))
  if (!first || !second) throw notFound('run')
  const pair = { projectId: project.id, a, b }
  const overall = await keepOverall(`${runKey(first)} ${runKey(second)}`, () => overallOf(pair, first, second, db))
  const { truthOf: _, ...figures } = overall
  const [summaryA, summaryB, page] = await Promise.all([
    runSummaryOf(first, db),
    runSummaryOf(second, db),
    differencesOf(pair, overall, wanted, db),
  ])
  return { a: summaryA, b: summaryB, hasSimulated: project.hasSimulated, ...figures, ...page }
}
