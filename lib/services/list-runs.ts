import { aggregationMethods } from '@/lib/aggregation/registry'
import type { RunSummary } from '@/lib/contracts/run'
import { type Db, prisma } from '@/lib/db/client'
import type { AggregationRun } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from './guard-project'

const titles: Record<string, string | undefined> = Object.fromEntries(
  Object.values(aggregationMethods).map((method) => [method.name, method.title]),
)

const summary = (run: Omit<AggregationRun, 'raterParameters'>): RunSummary => ({
  id: run.id,
  method: run.method,
  title: titles[run.method] ?? run.method,
  parameters: run.parameters as Record<string, unknown>,
  threshold: run.threshold,
  voteCount: run.voteCount,
  labelCount: run.labelCount,
  changedImageCount: run.changedImageCount,
  logLikelihood: run.logLikelihood,
  stopReason: run.stopReason,
  createdAt: run.createdAt.toISOString(),
})

/** The newest 100 runs of a project, newest first. The raters' matrices stay where they are: they can be large. */
export async function findRunSummaries(projectId: number, db: Db = prisma): Promise<RunSummary[]> {
  const rows = await db.aggregationRun.findMany({
    where: { projectId },
    omit: { raterParameters: true },
    orderBy: { id: 'desc' },
    take: 100,
  })
  return rows.map(summary)
}

export async function listRuns(actor: Actor, slug: string, db: Db = prisma): Promise<{ runs: RunSummary[] }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return { runs: await findRunSummaries(project.id, db) }
}
