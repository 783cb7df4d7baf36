import { z } from 'zod'
import { goldenEvaluation } from '@/lib/contracts/runs/aggregation'
import {
  type CompareQuery,
  type GoldenComparison,
  type LabelDifference,
  type RunComparison,
  runComparison,
} from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import type { AggregationRun } from '@/lib/db/generated/client'
import { findVotes } from '@/lib/db/images/image-table-query'
import {
  countDifferencesByClass,
  countDifferingImages,
  describeDifferences,
  differingLabel,
  findClassLabels,
  findDifferences,
  type RunPair,
} from '@/lib/db/runs/run-difference-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { goldenComparison } from '@/lib/services/golden/golden-comparison'
import { keptFigure } from '@/lib/services/kept-figure'
import { memoize } from '@/lib/services/memoize'
import { runKey, runSummaryOf, withConfirmation } from './list-runs'

const pageSize = 50
const classesShown = 12

const differenceFigures = runComparison.pick({ gained: true, lost: true, imageCount: true, classCount: true }).extend({
  classes: z.array(z.strictObject({ classId: z.number(), gained: z.number(), lost: z.number() })),
})
type DifferenceFigures = z.output<typeof differenceFigures>
const keepDifferences = keptFigure(differenceFigures, 64)

interface Golden {
  golden: GoldenComparison | null
  goldenObstacle: string | null
  /** Truth by candidate id, of golden candidates in either run. */
  truthOf: Map<number, boolean>
}
const keepGolden = memoize<Golden>(64)

type Overall = DifferenceFigures & Golden & { basis: string }

type ComparedRun = Omit<AggregationRun, 'raterParameters' | 'history'>

function goldenOf(a: ComparedRun, b: ComparedRun): Golden {
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

async function countDifferences(pair: RunPair): Promise<DifferenceFigures> {
  const [classes, imageCount] = await Promise.all([countDifferencesByClass(pair), countDifferingImages(pair)])
  return {
    gained: classes.reduce((sum, { gained }) => sum + gained, 0),
    lost: classes.reduce((sum, { lost }) => sum + lost, 0),
    imageCount,
    classes: classes.slice(0, classesShown),
    classCount: classes.length,
  }
}

/** Computed once and stored, since runs never change. */
async function overallOf(pair: RunPair, a: ComparedRun, b: ComparedRun): Promise<Overall> {
  const basis = `${runKey(a)} ${runKey(b)}`
  const key = { projectId: pair.projectId, name: `comparison of runs ${a.id} and ${b.id}`, basis }
  const [differences, golden] = await Promise.all([
    keepDifferences(key, () => countDifferences(pair)),
    keepGolden(basis, async () => goldenOf(a, b)),
  ])
  return { basis, ...differences, ...golden }
}

type Wanted = Pick<CompareQuery, 'change' | 'golden' | 'page'>

/** Labels are read in blocks of this size because each query scans all labels of both runs. */
const readAtOnce = 20 * pageSize
const keepLabels = keptFigure(z.array(differingLabel), 64)

interface ListScope {
  name: string
  change: 'gained' | 'lost' | null
  candidateIds: number[] | null
  limit: number
  offset: number
}

/** Stored, since runs never change. Half a million labels may exceed a page's statement timeout. */
function labelsOf(pair: RunPair, { basis }: Overall, { name, ...scope }: ListScope) {
  const key = { projectId: pair.projectId, name: `differences of runs ${pair.a} and ${pair.b}, ${name}`, basis }
  return keepLabels(key, () => withCopySession((session) => findDifferences(pair, scope, session)))
}

/** Golden labels are all read at once: they are few, and their total is not known otherwise. */
async function labelsShown(pair: RunPair, overall: Overall, wanted: Wanted) {
  const { gained, lost, truthOf } = overall
  const change = wanted.change ?? null
  const candidateIds = wanted.golden === 'yes' ? [...truthOf.keys()] : null
  const golden =
    candidateIds &&
    (await labelsOf(pair, overall, {
      name: `golden ${change}`,
      change,
      candidateIds,
      limit: candidateIds.length,
      offset: 0,
    }))
  const total = golden?.length ?? (change === 'gained' ? gained : change === 'lost' ? lost : gained + lost)
  const { offset: start, ...paging } = pageOf(total, wanted.page, pageSize)
  const offset = golden || total === 0 ? 0 : start - (start % readAtOnce)
  const block = { name: `${change} from ${offset}`, change, candidateIds: null, limit: readAtOnce, offset }
  const labels = golden ?? (total === 0 ? [] : await labelsOf(pair, overall, block))
  return { labels: labels.slice(start - offset, start - offset + pageSize), total, ...paging }
}

/** Returns one page of the labels that differ; a page past the end becomes the last one. */
async function differencesOf(pair: RunPair, overall: Overall, wanted: Wanted) {
  const { labels, ...paging } = await labelsShown(pair, overall, wanted)
  const rows = await describeDifferences(pair.projectId, labels)
  const votes = await findVotes(pair.projectId, null, [...new Set(rows.map((row) => row.imageId))])
  const differences = rows.map(
    ({ candidateId, isGained, ...row }): LabelDifference => ({
      ...row,
      change: isGained ? 'gained' : 'lost',
      votes: votes
        .filter((vote) => vote.candidateId === candidateId)
        .map(({ candidateId: _, isAfterRun: __, ...vote }) => vote),
      holds: candidateId === null ? null : (overall.truthOf.get(candidateId) ?? null),
    }),
  )
  return { differences, ...paging, pageSize }
}

export async function compareRuns(
  actor: Actor,
  { slug, a, b, ...wanted }: CompareQuery & { slug: string },
): Promise<RunComparison> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const runs = await prisma.aggregationRun.findMany({
    where: { projectId, id: { in: [a, b] } },
    omit: { raterParameters: true, history: true },
    include: withConfirmation,
  })
  const [first, second] = [a, b].map((id) => runs.find((run) => run.id === id))
  if (!first || !second) throw notFound('run')
  const pair = { projectId, a, b }
  const overall = await overallOf(pair, first, second)
  const { truthOf: _, basis: __, classes, ...figures } = overall
  const classIds = classes.map(({ classId }) => classId)
  const [summaryA, summaryB, page, labels] = await Promise.all([
    runSummaryOf(first),
    runSummaryOf(second),
    differencesOf(pair, overall, wanted),
    findClassLabels(projectId, classIds),
  ])
  const labelOf = new Map(labels.map((label) => [label.id, label.class]))
  return {
    ...{ a: summaryA, b: summaryB, hasSimulated: project.hasSimulated, ...figures, ...page },
    classes: classes.flatMap(({ classId, ...counts }) => {
      const found = labelOf.get(classId)
      return found ? [{ class: found, ...counts }] : []
    }),
  }
}
