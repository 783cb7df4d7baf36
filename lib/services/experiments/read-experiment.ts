import { type Experiment, type ExperimentDetail, experimentEffect } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { findExperiments } from '@/lib/db/experiments/experiment-query'
import { findNewestResult } from '@/lib/db/jobs/job-rows'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

export async function theExperiment(projectId: number, id: number, db: Db): Promise<Experiment> {
  const [row] = await findExperiments(projectId, id, db)
  if (!row) throw notFound('experiment')
  return row
}

/** Newest first, with the number of assignments in each condition. */
export async function listExperiments(actor: Actor, slug: string): Promise<Experiment[]> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return findExperiments(projectId)
}

export async function readExperiment(
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
): Promise<ExperimentDetail> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const experiment = await theExperiment(projectId, experimentId, prisma)
  const where = { payload: { path: ['experimentId'], equals: experimentId } }
  const found = await findNewestResult({ projectId, kind: 'measure-experiment', where }, experimentEffect)
  const measured = found && { effect: found.result, finishedAt: found.finishedAt }
  return { experiment, hasSimulated: project.hasSimulated, measured }
}
