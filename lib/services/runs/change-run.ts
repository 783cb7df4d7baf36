import type { RunContents, RunSummary } from '@/lib/contracts/runs/run'
import type { Db } from '@/lib/db/client'
import { insertConfirmation } from '@/lib/db/runs/write-run'
import type { CopySession } from '@/lib/db/session/copy-session'
import { removeRunFigures } from '@/lib/db/session/kept-figure-rows'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notFound } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/guard-project'
import { runSummaryOf, withConfirmation } from './list-runs'
import { failedChecksOf } from './usable-run'

interface Confirmation {
  slug: string
  runId: number
  reason: string
}

/**
 * Permanently allows the use of a run that fails checks, with a reason that the data card repeats. Throws AppError
 * `conflict` if the run passed its checks or has already been confirmed.
 */
export const confirmRun = (actor: Actor, { slug, runId, reason }: Confirmation): Promise<RunSummary> =>
  changeProject(actor, slug, async ({ tx, projectId, userId }) => {
    const find = () =>
      tx.aggregationRun.findUnique({ where: { projectId_id: { projectId, id: runId } }, include: withConfirmation })
    const run = await find()
    if (!run) throw notFound('run')
    if (!run.failsChecks) throw conflict(`Run ${runId} passed its checks, so there is nothing to confirm.`)
    if (run.confirmation) throw conflict(`Run ${runId} has already been confirmed; the reason cannot be changed.`)
    await acceptRun(tx, { projectId, userId, runId, reason })
    const confirmed = await find()
    return runSummaryOf(confirmed!, tx)
  })

/** Confirms a run that fails checks and is not confirmed, in the transaction of the work that accepts its warnings. */
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
  changeProject(actor, slug, ({ tx, projectId, userId }) => acceptRun(tx, { projectId, userId, runId, reason }))

const listed = (names: string[]) => names.map((name) => `“${name}”`).join(', ')

export async function runContentsOf(projectId: number, runId: number, db: Db): Promise<RunContents> {
  const key = { projectId, runId }
  const [releases, reviews, evaluations] = await Promise.all([
    db.release.findMany({ where: key, select: { version: true }, orderBy: { id: 'asc' } }),
    db.review.findMany({ where: key, select: { name: true }, orderBy: { id: 'asc' } }),
    db.modelEvaluation.count({ where: key }),
  ])
  return {
    evaluations,
    releases: releases.map(({ version }) => version),
    reviews: reviews.map(({ name }) => name),
  }
}

/**
 * Removes a run with its scores, labels and evaluations of models; votes stay. Throws AppError `conflict` if a release
 * is based on it or experts review mistakes against its labels.
 */
export const removeRun = (actor: Actor, { slug, runId }: { slug: string; runId: number }) =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const where = { projectId_id: { projectId, id: runId } }
    const run = await tx.aggregationRun.findUnique({ where })
    if (!run) throw notFound('run')
    const { releases, reviews, evaluations } = await runContentsOf(projectId, runId, tx)
    if (releases.length > 0)
      throw conflict(
        `Run ${runId} cannot be removed: release ${listed(releases)} was made from it, and a release never changes.`,
      )
    if (reviews.length > 0)
      throw conflict(
        `Run ${runId} cannot be removed: the review ${listed(reviews)} judges mistakes against its labels.`,
      )
    await tx.aggregationRun.delete({ where })
    await removeRunFigures(projectId, runId, tx)
    await audit('run.remove', { runId, method: run.method, labels: run.labelCount, evaluations })
  })
