import type { z } from 'zod'
import type { OwnMessage, raterMessageList, SendMessageInput } from '@/lib/contracts/raters/rater-message'
import { prisma } from '@/lib/db/client'
import {
  findMessages,
  findReachable,
  insertMessages,
  type MessageReader,
  markMessageRead,
} from '@/lib/db/raters/rater-messages'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notFound } from '@/lib/errors'
import { guardProject, raterRow } from '@/lib/services/access/guard-project'
import { ownRater } from '@/lib/services/access/own-rater'
import { getRater } from '@/lib/services/quality/rater-actions'

/** Null for a member who never rated; creates no rater. Panel visitors need no signed entry address, as for rating. */
export async function messageReader(actor: Actor, slug: string): Promise<MessageReader | null> {
  const { projectId, raterId } = await raterRow.read(actor, slug)
  return raterId === null ? null : { projectId, raterId }
}

export async function listRaterMessages(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<z.infer<typeof raterMessageList>> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  await getRater(projectId, raterId, prisma)
  const [messages, reachable] = await Promise.all([
    findMessages({ projectId, raterId }, false),
    findReachable(projectId, [raterId]),
  ])
  return { isReachable: reachable.has(raterId), messages }
}

/** Earlier messages are the rater's own data; unread ones are for whoever rates now. */
export async function readOwnMessages(
  actor: Actor,
  { slug, isUnread = false }: { slug: string; isUnread?: boolean },
): Promise<OwnMessage[]> {
  const reader = await messageReader(actor, slug)
  if (!reader) return []
  if (!isUnread) await ownRater(actor, slug)
  return (await findMessages(reader, isUnread)).map(({ author: _, ...message }) => message)
}

/** If one of the raters cannot read messages, such as an imported one, names them and sends nothing. */
export async function sendRaterMessage(
  actor: Actor,
  { slug, raterIds, text }: SendMessageInput & { slug: string },
): Promise<{ messages: number }> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const wanted = [...new Set(raterIds)]
  const found = await prisma.rater.count({ where: { projectId, id: { in: wanted } } })
  if (found < wanted.length) throw notFound('rater')
  const reachable = await findReachable(projectId, wanted)
  const away = wanted.filter((raterId) => !reachable.has(raterId))
  if (away.length > 0)
    throw conflict(
      `Not sent: ${away.length === 1 ? `rater ${away[0]} is` : `raters ${away.slice(0, 10).join(', ')} are`} imported, simulated or erased and cannot read messages. Deselect ${away.length === 1 ? 'this rater' : 'them'}.`,
    )
  return inTransaction(prisma, async (tx) => {
    const messages = await insertMessages({ projectId, raterIds: wanted, text, userId }, tx)
    await writeAuditEvent(tx, { projectId, userId, action: 'rater.message', details: { raterIds: wanted, messages } })
    return { messages }
  })
}

/** Records that the actor has read a message. Idempotent. */
export async function confirmMessage(
  actor: Actor,
  { slug, messageId }: { slug: string; messageId: number },
): Promise<void> {
  const reader = await messageReader(actor, slug)
  if (!reader || !(await markMessageRead(reader, messageId))) throw notFound('message')
}
