import { type Db, prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** The run to export: the one asked for, or the project's latest. */
export async function exportedRun(projectId: number, runId?: number, db: Db = prisma): Promise<number> {
  const run = await db.aggregationRun.findFirst({
    where: { projectId, ...(runId !== undefined && { id: runId }) },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  if (run) return run.id
  if (runId === undefined) throw new AppError('conflict', 'There are no results yet. Aggregate the votes first.')
  throw new AppError('not-found', `This project has no run ${runId}.`)
}
