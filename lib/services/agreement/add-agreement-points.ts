import { findAgreementStates, insertAgreementPoint, readAgreementVotes } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
import type { AgreementPoint } from '@/lib/db/generated/client'
import { inTransaction, lockByKey } from '@/lib/db/session/transaction'
import { isPointDue } from '@/lib/domain/agreement/agreement-point'
import { type AsyncComputation, runInThisThread } from '@/lib/services/compute'
import { eachIndependently } from '@/lib/services/each-independently'
import { agreementPointRequest, computePoint } from './compute-agreement'

type Seen = { at: Date; voteCount: number }
export type SeenPoints = Map<number, Seen>

/** Fewer replicates than a report, since a point is one of many. */
const bootstrap = { seed: 1, replicates: 200 }

/** A report also stores a point, which may be newer than what the worker has seen. */
const later = (seen: Seen | undefined, kept: Seen | null) => (seen && kept && seen.at < kept.at ? kept : (seen ?? kept))

/**
 * Adds a point to every project with enough new votes. `seen` also records attempts without overlapping votes; after a
 * restart the worker relies on stored points.
 */
export async function addAgreementPoints(
  seen: SeenPoints,
  now: () => Date,
  compute: AsyncComputation<typeof computePoint> = runInThisThread(computePoint),
): Promise<void> {
  await eachIndependently(await findAgreementStates(), async ({ projectId, voteCount, lastAt, lastVoteCount }) => {
    const kept = lastAt && lastVoteCount !== null ? { at: lastAt, voteCount: lastVoteCount } : null
    if (!isPointDue(later(seen.get(projectId), kept), voteCount, now())) return
    const at = now()
    const votes = await readAgreementVotes(projectId, voteCount)
    if (votes.answer.length > 0) {
      const { alphaOrdinal } = await compute(agreementPointRequest(votes, bootstrap), {})
      const [low, high] = alphaOrdinal.interval ?? [null, null]
      if (alphaOrdinal.value !== null)
        await keepPoint({ projectId, at, voteCount: votes.answer.length, alpha: alphaOrdinal.value, low, high }, lastAt)
    }
    seen.set(projectId, { at, voteCount })
  })
}

/** Skips the point if another worker has stored one meanwhile. */
const keepPoint = (point: AgreementPoint, lastAt: Date | null) =>
  inTransaction(prisma, async (tx) => {
    const { projectId } = point
    await lockByKey(tx, 'agreementPoints', projectId)
    const last = await tx.agreementPoint.findFirst({ where: { projectId }, orderBy: { at: 'desc' } })
    if (last?.at.getTime() === lastAt?.getTime()) await insertAgreementPoint(tx, point)
  })
