import type { Experiment, NewExperiment } from '@/lib/contracts/experiment'
import { type Db, prisma } from '@/lib/db/client'
import { insertExperiment } from '@/lib/db/experiment-rows'
import type { Actor } from '@/lib/domain/permissions'
import { theExperiment } from './experiment-view'
import { inTransaction } from './golden-expert'
import { guardProject } from './guard-project'

/** Writes an experiment down as a draft: nothing is tried on anybody before it is started. */
export async function createExperiment(
  actor: Actor,
  { slug, experiment }: { slug: string; experiment: NewExperiment },
  db: Db = prisma,
): Promise<Experiment> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  return inTransaction(db, async (tx) => {
    const id = await insertExperiment({ projectId: project.id, ...experiment }, tx)
    const details = { experimentId: id, ...experiment }
    await tx.auditEvent.create({ data: { projectId: project.id, userId, action: 'experiment.create', details } })
    return theExperiment(project.id, id, tx)
  })
}
