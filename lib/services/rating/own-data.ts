import type { OwnSummary } from '@/lib/contracts/accounts/account'
import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'
import { prisma } from '@/lib/db/client'
import { findOwnCredits } from '@/lib/db/rating/own-history-query'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { type OwnRater, ownRater } from '@/lib/services/access/own-rater'

export async function readOwnSummary(actor: Actor, slug: string): Promise<OwnSummary> {
  const isPanelist = actor.kind === 'panelist'
  const nothing = {
    hasIdentity: false,
    mayErase: false,
    tasks: 0,
    flags: 0,
    suggestions: 0,
    readings: 0,
    visits: 0,
    messages: 0,
  }
  let own: OwnRater
  try {
    own = await ownRater(actor, slug)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error
    return { projectName: '', slug, raterId: null, isRefused: true, isPanelist, ...nothing }
  }
  const { projectId, name: projectName, raterId } = own
  if (raterId === null) return { projectName, slug, raterId, isRefused: false, isPanelist, ...nothing }
  const where = { projectId, raterId }
  const [cursor, flags, suggestions, readings, visits, messages, identity, rater] = await Promise.all([
    prisma.raterCursor.findUnique({ where: { projectId_raterId: where } }),
    prisma.imageFlag.count({ where }),
    prisma.suggestionRater.count({ where }),
    prisma.documentReading.count({ where }),
    prisma.panelVisit.count({ where }),
    prisma.raterMessage.count({ where }),
    prisma.raterIdentity.count({ where }),
    prisma.rater.findUniqueOrThrow({ where: { projectId_id: { projectId, id: raterId } } }),
  ])
  return {
    projectName,
    slug,
    raterId,
    isRefused: false,
    isPanelist,
    hasIdentity: identity > 0,
    // As eraseOwnIdentity decides.
    mayErase: !rater.pausedAt && !rater.disqualifiedAt,
    tasks: cursor?.submittedCount ?? 0,
    flags,
    suggestions,
    readings,
    visits,
    messages,
  }
}

const maxCredits = 500

/** Excludes pictures of tasks that the actor still holds. */
export async function readOwnCredits(actor: Actor, slug: string): Promise<CreditedPicture[]> {
  const { projectId, raterId } = await ownRater(actor, slug)
  if (raterId === null) return []
  const rows = await findOwnCredits(projectId, raterId, maxCredits)
  return rows.map(({ contentHash, ...credit }) => ({ url: `/api/projects/${slug}/images/${contentHash}`, ...credit }))
}
