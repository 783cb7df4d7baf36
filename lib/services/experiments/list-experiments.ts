import type { Experiment } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { findExperiments } from '@/lib/db/experiments/experiment-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { experimentView } from './experiment-view'

/** Newest first, with the number of assignments in each condition. */
export async function listExperiments(actor: Actor, slug: string, db: Db = prisma): Promise<Experiment[]> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return (await findExperiments(project.id, null, db)).map(experimentView)
}
