import type { RunSummary } from '@/lib/contracts/runs/run'
import { type Db, prisma } from '@/lib/db/client'
import { insertConfirmation } from '@/lib/db/runs/write-run'
import type { CopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/guard-project'
import { failedChecksOf, runSummaryOf, withConfirmation } from './list-runs'

interface Confirmation {
  slug: string
  runId: number
  reason: string
}

/**
 * Permanently allows the use of a run that fails checks, with a reason that the data card repeats. Throws AppError
 * `conflict` if the run passed its checks or has already been confirmed.
 */
export async function confirmRun(actor: Actor, { slug, runId, reason }: Confirmation): Promise<RunSummary> {
  return changeProject(actor, slug, prisma, async ({ tx, projectId, userId }) => {
    const find = () =>
      tx.aggregationRun.findUnique({ where: { projectId_id: { projectId, id: runId } }, include: withConfirmation })
    const run = await find()
    if (!run) throw notFound('run')
    if (!run.failsChecks)
      throw new AppError('conflict', `Run ${runId} passed its checks, so there is nothing to confirm.`)
    if (run.confirmation)
      throw new AppError('conflict', `Run ${runId} has already been confirmed; the reason cannot be changed.`)
    await acceptRun(tx, { projectId, userId, runId, reason })
    const confirmed = await find()
    return runSummaryOf(confirmed!, tx)
  })
}

/**
 * Confirms a run if it fails checks and has not been confirmed yet, in the transaction of the work that accepts its
 * warnings.
 */
export async function acceptRun(
  on: Db | CopySession,
  { projectId, userId, runId, reason }: { projectId: number; userId: string | null; runId: number; reason: string },
): Promise<void> {
  const confirmed = await insertConfirmation(on, { projectId, userId, runId, reason })
  if (!confirmed) return
  const details = { runId, checks: failedChecksOf(confirmed.checks).map(({ id }) => id), reason }
  await writeAuditEvent(on, { projectId, userId, action: 'run.confirm', details })
}

/** The same for work that has succeeded, such as an export. */
export const acceptWarnings = (actor: Actor, { slug, runId, reason }: Confirmation): Promise<void> =>
  changeProject(actor, slug, prisma, ({ tx, projectId, userId }) => acceptRun(tx, { projectId, userId, runId, reason }))
