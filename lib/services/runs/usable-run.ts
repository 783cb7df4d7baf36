import { type FailedCheck, storedChecks } from '@/lib/contracts/runs/aggregation'
import type { UnconfirmedRun } from '@/lib/contracts/runs/run'
import { type Db, prisma } from '@/lib/db/client'
import { checkTitles } from '@/lib/domain/runs/run-checks'
import { type AppError, conflict, notInProject } from '@/lib/errors'

export const failedChecksOf = (checks: unknown): FailedCheck[] =>
  (storedChecks.safeParse(checks).data ?? []).flatMap(({ id, passed, sentence }) => (passed ? [] : [{ id, sentence }]))

const usable = { OR: [{ failsChecks: false }, { confirmation: { isNot: null } }] }

/** Returns the project's newest run, even if it may not be used; null before the first. */
export const newestRun = (projectId: number, db: Db = prisma): Promise<{ id: number; threshold: number } | null> =>
  db.aggregationRun.findFirst({
    where: { projectId },
    orderBy: { id: 'desc' },
    select: { id: true, threshold: true },
  })

/** The run that exports, releases and model scores use: the requested one, or the project's latest usable run. */
export interface UsableRun {
  /** Null if no run is usable. */
  runId: number | null
  /** The requested run, or one later than `runId`, that fails checks and has not been confirmed. */
  unconfirmed: UnconfirmedRun | null
}

export async function runForUse(projectId: number, runId?: number, db: Db = prisma): Promise<UsableRun> {
  const asked = await db.aggregationRun.findFirst({
    where: { projectId, ...(runId !== undefined && { id: runId }) },
    orderBy: { id: 'desc' },
    select: { id: true, checks: true, failsChecks: true, confirmation: { select: { runId: true } } },
  })
  if (!asked) return { runId: null, unconfirmed: null }
  if (!asked.failsChecks || asked.confirmation) return { runId: asked.id, unconfirmed: null }
  const unconfirmed = { id: asked.id, failedChecks: failedChecksOf(asked.checks) }
  if (runId !== undefined) return { runId: null, unconfirmed }
  const latest = await db.aggregationRun.findFirst({
    where: { projectId, ...usable },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return { runId: latest?.id ?? null, unconfirmed }
}

function refusal({ id, failedChecks }: UnconfirmedRun): AppError {
  const names = failedChecks.map((check) => `“${checkTitles[check.id]}”`).join(', ')
  const what = failedChecks.length === 1 ? `the check ${names}` : `the checks ${names}`
  const sentences = failedChecks.map(({ sentence }) => sentence).join(' ')
  return conflict(
    `Run ${id} fails ${what}, so it is not used until an admin confirms it. ${sentences} To use it anyway, confirm it on its page with a reason, or on the command line with --accept-warnings of export, release publish or score-model.`,
  )
}

interface RunUse {
  db?: Db
  /** Also returns a run that fails checks, which the caller confirms once its work has succeeded. */
  isAccepted?: boolean | undefined
}

/**
 * Returns the requested run, or the project's latest that passed its checks or was confirmed. Throws AppError
 * `conflict`, naming the failed checks, if it may not be used or there are no runs; `not-found` if it does not exist.
 */
export async function usableRun(
  projectId: number,
  runId?: number,
  { db = prisma, isAccepted = false }: RunUse = {},
): Promise<number> {
  const found = await runForUse(projectId, runId, db)
  if (found.unconfirmed && isAccepted) return found.unconfirmed.id
  if (found.runId !== null) return found.runId
  if (found.unconfirmed) throw refusal(found.unconfirmed)
  if (runId === undefined) throw conflict('There are no results yet. Aggregate the votes first.')
  throw notInProject(`run ${runId}`)
}
