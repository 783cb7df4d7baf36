import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { type Connection, findRow, getValue, newRow, runSql } from '@/lib/db/session/sql'

export interface NewProjectRow {
  slug: string
  name: string
  description: string
  ratersPerTask: number
  /** Null for the command line. */
  userId: string | null
}

/**
 * Makes the server's owners admins too, so that projects imported on the command line can be opened in the browser. A
 * slug in use causes a unique violation.
 */
export async function insertProject(
  session: CopySession,
  { slug, name, description, ratersPerTask, userId }: NewProjectRow,
): Promise<number> {
  const id = await getValue(session, z.number())`
    INSERT INTO project ${newRow({ slug, name, description, ratersPerTask })} RETURNING id`
  await runSql(session)`
    INSERT INTO membership (project_id, user_id, role)
    SELECT ${id}, id, 'admin' FROM app_user WHERE is_owner OR id = ${userId}::uuid`
  return id
}

/** Finds another project by name, ignoring case; null if there is none. */
export const findProjectByName = (on: Connection, { name, exceptId }: { name: string; exceptId: number | null }) =>
  findRow(on, z.object({ name: z.string(), isArchived: z.boolean() }))`
    SELECT name, archived_at IS NOT NULL AS "isArchived" FROM project
    WHERE lower(name) = lower(${name}) AND deleted_at IS NULL AND id IS DISTINCT FROM ${exceptId}::int LIMIT 1`
