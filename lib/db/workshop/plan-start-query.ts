import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'

const row = z.object({ id: z.number(), name: z.string(), isDraft: z.boolean(), changedAt: z.date(), plan: z.unknown() })
export type PlanStartRow = z.infer<typeof row>

const statement = `
  SELECT id, name, state = 'draft' AS "isDraft", changed_at AS "changedAt", plan FROM batch
  WHERE project_id = $1 AND plan IS NOT NULL ORDER BY state = 'draft' DESC, launched_at DESC, id DESC LIMIT 1`

/** The batch whose choices stand: the draft, or without one what was launched from a draft last. Null where neither is. */
export async function findPlanStart(projectId: number, db: Db = prisma): Promise<PlanStartRow | null> {
  const [found] = await db.$queryRawUnsafe<unknown[]>(statement, projectId)
  return found === undefined ? null : row.parse(found)
}

/** The same as a transaction of its own sees it. */
export async function findPlanStartWithin(session: CopySession, projectId: number): Promise<PlanStartRow | null> {
  const [found] = await session.query(statement, [projectId])
  return found === undefined ? null : row.parse(found)
}
