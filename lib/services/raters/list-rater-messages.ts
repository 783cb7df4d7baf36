import type { z } from 'zod'
import type { raterMessageList } from '@/lib/contracts/raters/rater-message'
import { type Db, prisma } from '@/lib/db/client'
import { findMessages, findReachable } from '@/lib/db/raters/rater-messages'
import type { Actor } from '@/lib/domain/permissions'
import { guardRater } from '@/lib/services/quality/rater-status'

export async function listRaterMessages(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
  db: Db = prisma,
): Promise<z.infer<typeof raterMessageList>> {
  const { projectId } = await guardRater(actor, { slug, raterId }, db)
  const [rows, reachable] = await Promise.all([
    findMessages({ projectId, raterId }, {}, db),
    findReachable(projectId, [raterId], db),
  ])
  const authors = rows.flatMap(({ userId }) => (userId === null ? [] : [userId]))
  const users = await db.appUser.findMany({
    where: { id: { in: [...new Set(authors)] } },
    select: { id: true, name: true },
  })
  const names = new Map(users.map(({ id, name }) => [id, name]))
  return {
    isReachable: reachable.has(raterId),
    messages: rows.map(({ id, text, userId, createdAt, readAt }) => ({
      ...{ id, text, author: (userId && names.get(userId)) ?? null },
      sentAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    })),
  }
}
