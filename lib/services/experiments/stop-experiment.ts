import type { Experiment } from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { moveExperiment } from '@/lib/db/experiments/experiment-rows'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { theExperiment } from './experiment-view'

/** Stops an experiment permanently. Tasks already leased keep their condition and count. */
export async function stopExperiment(
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
  db: Db = prisma,
): Promise<Experiment> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  return inTransaction(db, async (tx) => {
    const { state } = await theExperiment(project.id, experimentId, tx)
    if (!(await moveExperiment({ projectId: project.id, id: experimentId }, 'stopped', tx)))
      throw new AppError(
        'conflict',
        state === 'draft'
          ? 'This experiment has not been started, so there is nothing to stop.'
          : 'This experiment is already stopped.',
      )
    const details = { experimentId }
    await writeAuditEvent(tx, { projectId: project.id, userId, action: 'experiment.stop', details })
    return theExperiment(project.id, experimentId, tx)
  })
}
