import type { RunSummary } from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { changeProject, guardProject } from '@/lib/services/access/guard-project'
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
  return changeProject(actor, slug, prisma, async ({ tx, projectId, userId, audit }) => {
    const find = () =>
      tx.aggregationRun.findUnique({ where: { projectId_id: { projectId, id: runId } }, include: withConfirmation })
    const run = await find()
    if (!run) throw notFound('run')
    if (!run.failsChecks)
      throw new AppError('conflict', `Run ${runId} passed its checks, so there is nothing to confirm.`)
    if (run.confirmation)
      throw new AppError('conflict', `Run ${runId} has already been confirmed; the reason cannot be changed.`)
    await tx.runConfirmation.create({ data: { projectId, runId, reason, userId } })
    await audit('run.confirm', { runId, checks: failedChecksOf(run.checks).map(({ id }) => id), reason })
    const confirmed = await find()
    return runSummaryOf(confirmed!, tx)
  })
}

/** Confirms a run with the reason if it fails checks and has not been confirmed yet. */
export async function acceptWarnings(actor: Actor, confirmation: Confirmation): Promise<void> {
  const { projectId } = await guardProject(actor, confirmation.slug, 'admin')
  const unconfirmed = { projectId, id: confirmation.runId, failsChecks: true, confirmation: { is: null } }
  if ((await prisma.aggregationRun.count({ where: unconfirmed })) > 0) await confirmRun(actor, confirmation)
}
