import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { theExperiment } from './experiment-view'

/** Deletes a draft. Started experiments are kept, since assignments refer to them. */
export async function discardExperiment(
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
  db: Db = prisma,
): Promise<{ experimentId: number }> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  return inTransaction(db, async (tx) => {
    const { name, factor } = await theExperiment(project.id, experimentId, tx)
    const where = { projectId: project.id, id: experimentId, state: 'draft' as const }
    if ((await tx.experiment.deleteMany({ where })).count === 0)
      throw new AppError('conflict', 'This experiment was already started, so it cannot be removed.')
    const details = { experimentId, name, factor }
    await writeAuditEvent(tx, { projectId: project.id, userId, action: 'experiment.discard', details })
    return { experimentId }
  })
}
