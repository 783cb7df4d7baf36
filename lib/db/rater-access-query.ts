import type { Role } from '@/lib/domain/permissions'
import { type Db, prisma } from './client'

export interface RaterAccessRow {
  projectId: number
  slug: string
  name: string
  guidelines: string | null
  role: Role
  /** Null until this account first rates in the project. */
  raterId: number | null
}

/** Who an account is as a rater of a project, in one round trip; null when it is no member or there is no such project. */
export async function findRaterAccess(userId: string, slug: string, db: Db = prisma): Promise<RaterAccessRow | null> {
  const rows = await db.$queryRaw<RaterAccessRow[]>`
    SELECT p.id AS "projectId", p.slug, p.name, p.guidelines, m.role::text AS role, i.rater_id AS "raterId"
    FROM project p
    JOIN membership m ON m.project_id = p.id AND m.user_id = ${userId}::uuid
    LEFT JOIN rater_identity i ON i.project_id = p.id AND i.user_id = m.user_id
    WHERE p.slug = ${slug}`
  return rows[0] ?? null
}

/** Gives an account a rater of its own in a project, by the next free number; the one it has when there is one already. */
export async function createRaterForAccount(projectId: number, userId: string, db: Db = prisma): Promise<number> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    WITH project_lock AS (SELECT id FROM project WHERE id = ${projectId}::int FOR NO KEY UPDATE),
    known AS (SELECT rater_id AS id FROM project_lock, rater_identity WHERE project_id = ${projectId}::int AND user_id = ${userId}::uuid),
    made AS (
      INSERT INTO rater (project_id, id, kind)
      SELECT p.id, (SELECT coalesce(max(id), 0) + 1 FROM rater WHERE project_id = p.id), 'human' FROM project_lock p
      WHERE NOT EXISTS (SELECT FROM known) RETURNING id
    ),
    named AS (
      INSERT INTO rater_identity (project_id, rater_id, user_id) SELECT ${projectId}::int, id, ${userId}::uuid FROM made RETURNING rater_id AS id
    )
    SELECT id FROM known UNION ALL SELECT id FROM named`
  return rows[0].id
}
