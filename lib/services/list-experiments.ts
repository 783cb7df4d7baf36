import type { Experiment } from '@/lib/contracts/experiment'
import { type Db, prisma } from '@/lib/db/client'
import { findExperiments } from '@/lib/db/experiment-query'
import type { Actor } from '@/lib/domain/permissions'
import { experimentView } from './experiment-view'
import { guardProject } from './guard-project'

/** The experiments of a project, newest first, with the assignments drawn into each arm. */
export async function listExperiments(actor: Actor, slug: string, db: Db = prisma): Promise<Experiment[]> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return (await findExperiments(project.id, null, db)).map(experimentView)
}
