import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, getValue } from '@/lib/db/session/sql'
import { roles } from '@/lib/domain/permissions'

export const raterAccessRow = z.object({
  projectId: z.number(),
  slug: z.string(),
  name: z.string(),
  hasGuidelines: z.boolean(),
  role: z.enum(roles),
  /** Null until this account first rates in the project. */
  raterId: z.number().nullable(),
})
export type RaterAccessRow = z.infer<typeof raterAccessRow>

/** Who an account is as a rater of a project, in one round trip; null when it is no member or there is no such project. */
export async function findRaterAccess(userId: string, slug: string, db: Db = prisma): Promise<RaterAccessRow | null> {
  return findRow(db, raterAccessRow)`
    SELECT p.id AS "projectId", p.slug, p.name, m.role::text AS role, i.rater_id AS "raterId",
      coalesce((SELECT d.text <> '' FROM document_version d WHERE d.project_id = p.id AND d.kind = 'guidelines'
        ORDER BY d.version DESC LIMIT 1), false) AS "hasGuidelines"
    FROM project p
    JOIN membership m ON m.project_id = p.id AND m.user_id = ${userId}::uuid
    LEFT JOIN rater_identity i ON i.project_id = p.id AND i.user_id = m.user_id
    WHERE p.slug = ${slug}`
}

/** Gives an account a rater of its own in a project, by the next free number; the one it has when there is one already. */
export async function createRaterForAccount(projectId: number, userId: string, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`SELECT join_as_rater(${projectId}::int, ${userId}::uuid)`
}
