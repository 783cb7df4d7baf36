import type { JobSummary } from '@/lib/contracts/jobs'
import type { ScoreModelsInput } from '@/lib/contracts/models/model-score'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { findJob } from '@/lib/services/jobs/find-job'

/** Asks the worker to measure models against a run; one that waits for the same run already is given instead. */
export async function startModelScores(
  actor: Actor,
  { slug, scores }: { slug: string; scores: ScoreModelsInput },
  db: Db = prisma,
): Promise<JobSummary> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const waiting = await db.job.findMany({
    where: { projectId: project.id, kind: 'score-models', state: 'queued' },
    select: { id: true, payload: true },
  })
  const same = waiting.find(({ payload }) => (payload as ScoreModelsInput).run === scores.run)
  if (same) return findJob(actor, { slug, jobId: same.id }, db)
  return enqueueJob(actor, { slug, kind: 'score-models', payload: scores }, db)
}

/** After a run or an import: measures models, where there are labels to measure by. */
export async function startScoresIfPossible(actor: Actor, slug: string): Promise<void> {
  const { project } = await guardProject(actor, slug, 'admin')
  const hasRun = (await prisma.aggregationRun.count({ where: { projectId: project.id } })) > 0
  if (hasRun) await startModelScores(actor, { slug, scores: {} })
}
