import type { Db } from '@/lib/db/client'
import { findRaterAccess, type RaterAccessRow } from '@/lib/db/rating/rater-access-query'
import { findPanelistAccess } from '@/lib/db/recruitment/panel-visit-query'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { readOnce } from './read-once'

export type RaterRow = RaterAccessRow & {
  /** The visit of someone whom a panel sent. */
  visitId?: string
}

/**
 * Who the actor is among those who rate in the project: a member, or someone whom a panel sent to it, who learns nothing of
 * any other. Makes nobody a rater.
 */
export const raterRow = readOnce(async (actor: Actor, slug: string, db: Db): Promise<RaterRow> => {
  if (actor.kind === 'operator') throw new AppError('forbidden', 'Sign in to rate.')
  if (slug.includes('\0')) throw notFound('project')
  const isVisitor = actor.kind === 'panelist'
  const row = await (isVisitor ? findPanelistAccess(actor, slug, db) : findRaterAccess(actor.userId, slug, db))
  if (!row) throw notFound('project')
  return isVisitor ? { ...row, visitId: actor.visitId } : row
})
