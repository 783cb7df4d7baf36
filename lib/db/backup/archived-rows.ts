import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { listProjectTables, type ProjectTable } from '@/lib/db/session/project-tables'
import { type Connection, join, raw, readRows, type Sql, sql } from '@/lib/db/session/sql'
import { copyTableOut } from './backup-rows'

/** Tables that are not archived, because their rows mean nothing on another server. */
export const unarchivedTables: Readonly<Record<string, string>> = {
  invite: 'Links that let people in on this server.',
  upload: 'Files that wait on this server for their import.',
  job: 'Work of this server, which its worker does or has done.',
  lease_holder: 'Browsers that are at work on this server.',
  shown_work: 'Whom experts’ work was shown to a moment ago.',
}

/** Lists what an archive contains: the project, all its tables, and its audit events, with referenced tables first. */
export async function listArchivedTables(on: Connection): Promise<ProjectTable[]> {
  const owned = (await listProjectTables(on)).filter(({ name }) => !(name in unarchivedTables))
  const ofServer = await readRows(on, z.object({ name: z.string(), columns: z.array(z.string()) }))`
    SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.oid IN ('project'::regclass, 'audit_event'::regclass) AND (c.relname, a.attname) <> ('audit_event', 'id')
    GROUP BY c.relname`
  const columnsOf = (wanted: string) => ofServer.find(({ name }) => name === wanted)!.columns
  return [
    { name: 'project', columns: columnsOf('project'), accounts: [] },
    ...owned,
    { name: 'audit_event', columns: columnsOf('audit_event'), accounts: ['user_id'] },
  ]
}

const rowsOf = (table: string, projectId: number): Sql => {
  if (table === 'project') return sql`WHERE id = ${projectId}`
  // Restored events get new numbers, in this order.
  return table === 'audit_event'
    ? sql`WHERE project_id = ${projectId} ORDER BY id`
    : sql`WHERE project_id = ${projectId}`
}

export const copyProjectOut = (session: CopySession, table: ProjectTable, projectId: number) =>
  copyTableOut(session, table, rowsOf(table.name, projectId))

const account = z.object({ id: z.string(), email: z.string(), name: z.string() })
export type ArchivedAccount = z.output<typeof account>

export async function listNamedAccounts(
  on: Connection,
  tables: readonly ProjectTable[],
  projectId: number,
): Promise<ArchivedAccount[]> {
  const named = tables.flatMap(({ name, accounts }) =>
    accounts.map(
      (column) => sql`SELECT ${raw(`"${column}"`)} FROM ${raw(`"${name}"`)} WHERE project_id = ${projectId}::int`,
    ),
  )
  return readRows(on, account)`
    SELECT id::text AS id, email, name FROM app_user WHERE id IN (${join(named, ' UNION ')}) ORDER BY app_user.id`
}

const sequence = z.object({ name: z.string(), value: z.string() })

/** Returns the sequences that number the rows of projects, each with its last value. */
export const listProjectSequences = (on: Connection, tables: readonly ProjectTable[]) =>
  readRows(on, sequence)`
    SELECT s.relname::text AS name, p.last_value::text AS value
    FROM pg_class s JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid
      AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
    JOIN pg_sequences p ON p.schemaname = 'public' AND p.sequencename = s.relname
    WHERE s.relkind = 'S' AND p.last_value IS NOT NULL
      AND d.refobjid::regclass::text = ANY (${tables.map(({ name }) => name).filter((name) => name !== 'project')}::text[])
      AND d.refobjid <> 'audit_event'::regclass
    ORDER BY 1`
