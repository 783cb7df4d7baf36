import type { OwnSummary } from '@/lib/contracts/accounts/account'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { type OwnRater, ownRater } from '@/lib/services/access/own-rater'

export async function readOwnSummary(actor: Actor, slug: string, db: Db = prisma): Promise<OwnSummary> {
  const isPanelist = actor.kind === 'panelist'
  const nothing = { hasIdentity: false, tasks: 0, flags: 0, suggestions: 0, readings: 0, visits: 0, messages: 0 }
  let own: OwnRater
  try {
    own = await ownRater(actor, slug, db)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error
    return { projectName: '', slug, raterId: null, refusal: error.message, isPanelist, ...nothing }
  }
  const { projectId, name: projectName, raterId } = own
  if (raterId === null) return { projectName, slug, raterId, refusal: null, isPanelist, ...nothing }
  const where = { projectId, raterId }
  const [cursor, flags, suggestions, readings, visits, messages, identity] = await Promise.all([
    db.raterCursor.findUnique({ where: { projectId_raterId: where } }),
    db.imageFlag.count({ where }),
    db.suggestionRater.count({ where }),
    db.documentReading.count({ where }),
    db.panelVisit.count({ where }),
    db.raterMessage.count({ where }),
    db.raterIdentity.count({ where }),
  ])
  return {
    projectName,
    slug,
    raterId,
    refusal: null,
    isPanelist,
    hasIdentity: identity > 0,
    tasks: cursor?.submittedCount ?? 0,
    flags,
    suggestions,
    readings,
    visits,
    messages,
  }
}
