import type { OwnHistory, QuickAnswers } from '@/lib/contracts/rating/own-history'
import { prisma } from '@/lib/db/client'
import { findOwnTimes, findOwnTurnAnswers, findOwnTurns } from '@/lib/db/rating/own-history-query'
import { findVisit } from '@/lib/db/recruitment/panel-visit-query'
import { groupBy } from '@/lib/domain/group-by'
import type { Actor } from '@/lib/domain/permissions'
import { quickTurns } from '@/lib/domain/rating/quick-answers'
import { AppError } from '@/lib/errors'
import { ownRater } from '@/lib/services/access/own-rater'
import { imageUrl } from '@/lib/services/access/shown-picture'
import { qualitySettingsOf } from '@/lib/services/quality/quality-settings'

/** Number of recent assignments that determine a rater's usual pace. */
const timedAssignments = 600

/** Returns the assignments and pages that the rater submitted much more quickly than usual. */
async function quickOnes(projectId: number, raterId: number): Promise<ReadonlySet<number>> {
  const [times, { quality }] = await Promise.all([
    findOwnTimes({ projectId, raterId }, timedAssignments),
    prisma.project.findUniqueOrThrow({ where: { id: projectId }, select: { quality: true } }),
  ])
  const limits = qualitySettingsOf(quality).rules.flatMap((rule) =>
    rule.kind === 'too-fast' ? [rule.belowSeconds] : [],
  )
  return quickTurns(times, limits)
}

async function lockOf(actor: Actor, projectId: number, raterId: number): Promise<OwnHistory['locked']> {
  const { pausedAt } = await prisma.rater.findUniqueOrThrow({
    where: { projectId_id: { projectId, id: raterId } },
    select: { pausedAt: true },
  })
  if (pausedAt) return 'rater-paused'
  const visit = actor.kind === 'panelist' ? await findVisit(projectId, actor.visitId) : null
  return visit && visit.outcome !== null ? 'visit-over' : null
}

export async function readOwnHistory(actor: Actor, slug: string): Promise<OwnHistory> {
  const { projectId, raterId, name } = await ownRater(actor, slug)
  const project = { slug, name }
  if (raterId === null) return { project, locked: null, turns: [] }
  const [turns, answers, quick, locked] = await Promise.all([
    findOwnTurns({ projectId, raterId }),
    findOwnTurnAnswers({ projectId, raterId }),
    quickOnes(projectId, raterId),
    lockOf(actor, projectId, raterId),
  ])
  const answersOf = groupBy(answers, ({ turnId }) => turnId)
  return {
    project,
    locked,
    turns: turns.map(({ submittedAt, ...turn }) => ({
      ...turn,
      submittedAt: submittedAt.toISOString(),
      isQuick: quick.has(turn.id),
      answers: (answersOf.get(turn.id) ?? []).map(({ turnId: _, contentHash, ...shown }) => ({
        ...shown,
        imageUrl: imageUrl(slug, contentHash),
      })),
    })),
  }
}

/** Counts the last submissions that are worth a second look: much quicker than usual and still changeable. */
export async function countQuickAnswers(actor: Actor, slug: string): Promise<QuickAnswers> {
  try {
    const { locked, turns } = await readOwnHistory(actor, slug)
    const isOffered = ({ isQuick, refusal }: OwnHistory['turns'][number]) => isQuick && refusal === null
    return { quick: locked === null ? turns.filter(isOffered).length : 0 }
  } catch (error) {
    // A rater who may not see the list is not sent there.
    if (error instanceof AppError && error.code === 'forbidden') return { quick: 0 }
    throw error
  }
}
