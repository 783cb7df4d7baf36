import type { Experiment, NewExperiment } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { insertExperiment } from '@/lib/db/experiments/experiment-rows'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { theExperiment } from './experiment-view'

export async function createExperiment(
  actor: Actor,
  { slug, experiment }: { slug: string; experiment: NewExperiment },
  db: Db = prisma,
): Promise<Experiment> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  return inTransaction(db, async (tx) => {
    const id = await insertExperiment({ projectId: project.id, ...experiment }, tx)
    const details = { experimentId: id, ...experiment }
    await writeAuditEvent(tx, { projectId: project.id, userId, action: 'experiment.create', details })
    return theExperiment(project.id, id, tx)
  })
}
