import type { RunContents } from '@/lib/contracts/runs/run'
import { type Db, prisma } from '@/lib/db/client'
import { removeRunFigures } from '@/lib/db/session/kept-figure-rows'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/guard-project'

const listed = (names: string[]) => names.map((name) => `“${name}”`).join(', ')

export async function runContentsOf(projectId: number, runId: number, db: Db): Promise<RunContents> {
  const key = { projectId, runId }
  const [releases, reviews, evaluations] = await Promise.all([
    db.release.findMany({ where: key, select: { version: true }, orderBy: { id: 'asc' } }),
    db.review.findMany({ where: key, select: { name: true }, orderBy: { id: 'asc' } }),
    db.modelEvaluation.count({ where: key }),
  ])
  return {
    evaluations,
    releases: releases.map(({ version }) => version),
    reviews: reviews.map(({ name }) => name),
  }
}

/**
 * Removes a run with its scores, labels and evaluations of models; votes stay. Throws AppError `conflict` if a release
 * is based on it or experts review mistakes against its labels.
 */
export async function removeRun(
  actor: Actor,
  { slug, runId }: { slug: string; runId: number },
): Promise<Record<string, never>> {
  await changeProject(actor, slug, prisma, async ({ tx, projectId, audit }) => {
    const where = { projectId_id: { projectId, id: runId } }
    const run = await tx.aggregationRun.findUnique({ where })
    if (!run) throw notFound('run')
    const { releases, reviews, evaluations } = await runContentsOf(projectId, runId, tx)
    if (releases.length > 0)
      throw new AppError(
        'conflict',
        `Run ${runId} cannot be removed: release ${listed(releases)} was made from it, and a release never changes.`,
      )
    if (reviews.length > 0)
      throw new AppError(
        'conflict',
        `Run ${runId} cannot be removed: the review ${listed(reviews)} judges mistakes against its labels.`,
      )
    await tx.aggregationRun.delete({ where })
    await removeRunFigures(projectId, runId, tx)
    await audit('run.remove', { runId, method: run.method, labels: run.labelCount, evaluations })
  })
  return {}
}
