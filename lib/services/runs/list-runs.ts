import { methodTitle } from '@/lib/aggregation/registry'
import { goldenEvaluation } from '@/lib/contracts/runs/aggregation'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { type Db, prisma } from '@/lib/db/client'
import type { AggregationRun } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { averagePrecision } from '@/lib/evaluation/precision-recall'
import { guardProject } from '@/lib/services/access/guard-project'
import { memoize } from '@/lib/services/memoize'
import { failedChecksOf } from './usable-run'

// Omitted from lists, which do not need them, because they can be large.
const large = { raterParameters: true, evaluation: true, history: true } as const
export const withConfirmation = { confirmation: { select: { reason: true, createdAt: true, userId: true } } } as const
type Confirmation = { reason: string; createdAt: Date; userId: string | null }
type ListedRun = Omit<AggregationRun, keyof typeof large> & { confirmation: Confirmation | null }

/** Returns the names of those who confirmed the runs, by account. */
async function confirmersOf(runs: readonly ListedRun[], db: Db): Promise<Map<string, string>> {
  const ids = runs.flatMap(({ confirmation }) => confirmation?.userId ?? [])
  if (ids.length === 0) return new Map()
  const users = await db.appUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}

/** Identifies a run uniquely; an id alone can be another run's after a backup is restored. */
export const runKey = (run: Pick<AggregationRun, 'projectId' | 'id' | 'createdAt'>) =>
  `${run.projectId}.${run.id}.${run.createdAt.getTime()}`

const keepAveragePrecision = memoize<number | null>(2_000)

const averagePrecisionOf = (run: ListedRun, db: Db): Promise<number | null> =>
  keepAveragePrecision(runKey(run), async () => {
    const row = await db.aggregationRun.findUnique({
      where: { projectId_id: { projectId: run.projectId, id: run.id } },
      select: { evaluation: true },
    })
    const golden = goldenEvaluation.safeParse(row?.evaluation).data
    return golden ? averagePrecision(Float64Array.from(golden.score), Uint8Array.from(golden.truth)) : null
  })

const summaryOf = async (run: ListedRun, confirmers: Map<string, string>, db: Db): Promise<RunSummary> => ({
  id: run.id,
  method: run.method,
  title: methodTitle(run.method),
  parameters: run.parameters as Record<string, unknown>,
  threshold: run.threshold,
  voteCount: run.voteCount,
  labelCount: run.labelCount,
  changedImageCount: run.changedImageCount,
  logLikelihood: run.logLikelihood,
  iterations: run.iterations,
  hasConverged: run.hasConverged,
  stopReason: run.stopReason,
  computeMs: run.computeMs,
  averagePrecision: await averagePrecisionOf(run, db),
  createdAt: run.createdAt.toISOString(),
  failedChecks: failedChecksOf(run.checks),
  confirmation: run.confirmation && {
    reason: run.confirmation.reason,
    at: run.confirmation.createdAt.toISOString(),
    by: confirmers.get(run.confirmation.userId ?? '') ?? null,
  },
})

async function summariesOf(runs: readonly ListedRun[], db: Db): Promise<RunSummary[]> {
  const confirmers = await confirmersOf(runs, db)
  return Promise.all(runs.map((run) => summaryOf(run, confirmers, db)))
}

export const runSummaryOf = async (run: ListedRun, db: Db = prisma): Promise<RunSummary> =>
  (await summariesOf([run], db))[0]!

interface WhichRuns {
  where: { projectId: number; id?: number }
  orderBy: { id: 'desc' }
  take: number
}

/** Reads the newest hundred runs, and the named one even if it is older. */
export async function readNewestRuns<Run extends { id: number }>(
  projectId: number,
  named: number | null,
  read: (which: WhichRuns) => Promise<Run[]>,
): Promise<Run[]> {
  const newest = await read({ where: { projectId }, orderBy: { id: 'desc' }, take: 100 })
  if (named === null || newest.some(({ id }) => id === named)) return newest
  return [...newest, ...(await read({ where: { projectId, id: named }, orderBy: { id: 'desc' }, take: 1 }))]
}

/** Returns the newest runs, and the named one even if it is older. */
export async function findRunSummaries(
  projectId: number,
  db: Db = prisma,
  named: number | null = null,
): Promise<RunSummary[]> {
  const runs = await readNewestRuns(projectId, named, (which) =>
    db.aggregationRun.findMany({ ...which, omit: large, include: withConfirmation }),
  )
  return summariesOf(runs, db)
}

export async function listRuns(actor: Actor, slug: string): Promise<{ runs: RunSummary[] }> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return { runs: await findRunSummaries(projectId) }
}
