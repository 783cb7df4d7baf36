import { type Db, prisma } from '@/lib/db/client'
import type { Role } from '@/lib/domain/permissions'

export interface RaterAccessRow {
  projectId: number
  slug: string
  name: string
  hasGuidelines: boolean
  role: Role
  /** Null until this account first rates in the project. */
  raterId: number | null
}

/** Who an account is as a rater of a project, in one round trip; null when it is no member or there is no such project. */
export async function findRaterAccess(userId: string, slug: string, db: Db = prisma): Promise<RaterAccessRow | null> {
  const rows = await db.$queryRaw<RaterAccessRow[]>`
    SELECT p.id AS "projectId", p.slug, p.name, m.role::text AS role, i.rater_id AS "raterId",
      coalesce((SELECT d.text <> '' FROM document_version d WHERE d.project_id = p.id AND d.kind = 'guidelines'
        ORDER BY d.version DESC LIMIT 1), false) AS "hasGuidelines"
    FROM project p
    JOIN membership m ON m.project_id = p.id AND m.user_id = ${userId}::uuid
    LEFT JOIN rater_identity i ON i.project_id = p.id AND i.user_id = m.user_id
    WHERE p.slug = ${slug}`
  return rows[0] ?? null
}

/** Gives an account a rater of its own in a project, by the next free number; the one it has when there is one already. */
export async function createRaterForAccount(projectId: number, userId: string, db: Db = prisma): Promise<number> {
  const [row] = await db.$queryRaw<{ id: number }[]>`SELECT join_as_rater(${projectId}::int, ${userId}::uuid) AS id`
  return row.id
}
