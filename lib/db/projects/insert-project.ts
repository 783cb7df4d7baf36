import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { type Connection, findRow, getValue, join, newRow, raw, readValues, runSql } from '@/lib/db/session/sql'

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

/** Tables that a duplicate copies, referenced tables first. */
export const duplicatedTables = [
  ...[
    'class',
    'class_parent',
    'class_example',
    'class_translation',
    'class_pair',
    'image',
    'image_exclusion',
    'model',
    'prediction',
    'document_version',
  ],
]

/** Copies the rows of one of these tables to another project, which must have none there; returns how many. */
export async function duplicateRows(
  session: CopySession,
  table: string,
  { fromId, toId }: { fromId: number; toId: number },
): Promise<number> {
  const columns = await readValues(session, z.string())`
    SELECT column_name::text FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${table} AND column_name <> 'project_id' AND is_generated = 'NEVER'
    ORDER BY ordinal_position`
  const names = join(columns.map((name) => raw(`"${name}"`)))
  return runSql(session)`
    INSERT INTO ${raw(table)} (project_id, ${names})
    SELECT ${toId}::int, ${names} FROM ${raw(table)} WHERE project_id = ${fromId}::int`
}

/** Leaves out the qualification test, which has no tasks without golden images, so that everyone would pass it. */
export const duplicateSettings = (session: CopySession, { fromId, toId }: { fromId: number; toId: number }) =>
  runSql(session)`
    UPDATE project d SET lease_seconds = s.lease_seconds, fetch_hosts = s.fetch_hosts, answer_modes = s.answer_modes,
      language = s.language, languages = s.languages,
      asks_suggested = s.asks_suggested,
      quality = s.quality || '{"qualification": null}'
    FROM project s WHERE d.id = ${toId}::int AND s.id = ${fromId}::int`
