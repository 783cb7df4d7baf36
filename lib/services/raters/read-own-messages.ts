import type { OwnMessage } from '@/lib/contracts/raters/rater-message'
import { type Db, prisma } from '@/lib/db/client'
import { findMessages } from '@/lib/db/raters/rater-messages'
import type { Actor } from '@/lib/domain/permissions'
import { messageReader } from './message-reader'

export async function readOwnMessages(
  actor: Actor,
  { slug, isUnread = false }: { slug: string; isUnread?: boolean },
  db: Db = prisma,
): Promise<OwnMessage[]> {
  const reader = await messageReader(actor, slug, db)
  if (!reader) return []
  const rows = await findMessages(reader, { isUnread }, db)
  return rows.map(({ id, text, createdAt, readAt }) => ({
    ...{ id, text, sentAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null },
  }))
}
