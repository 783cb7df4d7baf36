import type { SendMessageInput } from '@/lib/contracts/raters/rater-message'
import { type Db, prisma } from '@/lib/db/client'
import { findReachable, insertMessages } from '@/lib/db/raters/rater-messages'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/** If one of the raters cannot read messages, such as an imported one, names them and sends nothing. */
export async function sendRaterMessage(
  actor: Actor,
  { slug, raterIds, text }: SendMessageInput & { slug: string },
  db: Db = prisma,
): Promise<{ messages: number }> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const wanted = [...new Set(raterIds)]
  const found = await db.rater.count({ where: { projectId: project.id, id: { in: wanted } } })
  if (found < wanted.length) throw notFound('rater')
  const reachable = await findReachable(project.id, wanted, db)
  const away = wanted.filter((raterId) => !reachable.has(raterId))
  if (away.length > 0)
    throw new AppError(
      'conflict',
      `Not sent: ${away.length === 1 ? `rater ${away[0]} is` : `raters ${away.slice(0, 10).join(', ')} are`} imported, simulated or erased and cannot read messages. Deselect ${away.length === 1 ? 'this rater' : 'them'}.`,
    )
  return inTransaction(db, async (tx) => {
    const messages = await insertMessages({ projectId: project.id, raterIds: wanted, text, userId }, tx)
    const details = { raterIds: wanted, messages }
    await writeAuditEvent(tx, { projectId: project.id, userId, action: 'rater.message', details })
    return { messages }
  })
}
