import { type Db, prisma } from '@/lib/db/client'
import { markMessageRead } from '@/lib/db/raters/rater-messages'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { messageReader } from './message-reader'

/** Records that the actor has read a message. Idempotent. */
export async function confirmMessage(
  actor: Actor,
  { slug, messageId }: { slug: string; messageId: number },
  db: Db = prisma,
): Promise<void> {
  const reader = await messageReader(actor, slug, db)
  if (!reader || !(await markMessageRead({ ...reader, id: messageId }, db))) throw notFound('message')
}
