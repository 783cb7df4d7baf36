import { raterMessage } from '@/lib/contracts/raters/rater-message'
import { type Db, prisma } from '@/lib/db/client'
import { readRows, rowOf, runSql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'

export interface NewMessage {
  projectId: number
  raterIds: number[]
  text: string
  userId: string | null
}

export interface MessageReader {
  projectId: number
  raterId: number
}

/** Inserts one message per rater under the project's next numbers. Must run in a transaction. */
export async function insertMessages({ projectId, raterIds, text, userId }: NewMessage, db: Db): Promise<number> {
  await lockProject(db, projectId)
  return runSql(db)`
    INSERT INTO rater_message (project_id, id, rater_id, text, user_id)
    SELECT ${projectId}::int, (SELECT coalesce(max(id), 0) FROM rater_message WHERE project_id = ${projectId}::int) + position,
      rater_id, ${text}, ${userId}::uuid
    FROM unnest(${raterIds}::int[]) WITH ORDINALITY AS wanted (rater_id, position)`
}

/** Returns which of these raters are people who can read a message: those with an identity. */
export async function findReachable(projectId: number, raterIds: number[]): Promise<Set<number>> {
  const rows = await prisma.raterIdentity.findMany({
    where: { projectId, raterId: { in: raterIds } },
    select: { raterId: true },
  })
  return new Set(rows.map(({ raterId }) => raterId))
}

/** Returns a rater's messages, newest first; `isUnread` leaves out those already read. */
export const findMessages = ({ projectId, raterId }: MessageReader, isUnread: boolean) =>
  readRows(prisma, rowOf(raterMessage))`
    SELECT m.id, m.text, u.name AS author, m.created_at AS "sentAt", m.read_at AS "readAt"
    FROM rater_message m LEFT JOIN app_user u ON u.id = m.user_id
    WHERE m.project_id = ${projectId}::int AND m.rater_id = ${raterId}::int
      AND (NOT ${isUnread}::boolean OR m.read_at IS NULL)
    ORDER BY m.id DESC LIMIT 500`

/** Marks a rater's message as read, once; false if the rater has no message with this number. */
export async function markMessageRead({ projectId, raterId }: MessageReader, id: number): Promise<boolean> {
  const rows = await runSql(prisma)`
    UPDATE rater_message SET read_at = coalesce(read_at, now())
    WHERE project_id = ${projectId}::int AND id = ${id}::int AND rater_id = ${raterId}::int`
  return rows > 0
}
