import { z } from 'zod'
import { type Connection, readRows } from './sql'

const projectTable = z.object({ name: z.string(), columns: z.array(z.string()), accounts: z.array(z.string()) })
/** A table with rows of projects: its non-generated columns, and those of them that name an account. */
export type ProjectTable = z.output<typeof projectTable>

/**
 * Lists the tables with rows of projects (`project_id` is not null), referenced tables first. Reads them from the
 * catalog so that no new table is forgotten. A uuid column names an account unless it is the row's own id or a
 * reference to another row of the project.
 */
export const listProjectTables = (on: Connection): Promise<ProjectTable[]> =>
  readRows(on, projectTable)`
    WITH RECURSIVE own AS (
      SELECT c.oid, c.relname FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'project_id' AND a.attnotnull
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    ), reach AS (
      SELECT oid, 0 AS distance FROM own
      UNION
      SELECT f.confrelid, r.distance + 1 FROM reach r JOIN pg_constraint f ON f.conrelid = r.oid AND f.contype = 'f'
    ), reference AS (
      SELECT f.conrelid, unnest(f.conkey) AS attnum FROM pg_constraint f JOIN own ON own.oid = f.confrelid
      WHERE f.contype = 'f'
    ), attribute AS (
      SELECT a.attrelid, a.attnum, a.attname::text AS name,
        a.atttypid = 'uuid'::regtype AND a.attname <> 'id'
          AND NOT EXISTS (SELECT FROM reference r WHERE r.conrelid = a.attrelid AND r.attnum = a.attnum) AS is_account
      FROM pg_attribute a WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    )
    SELECT o.relname::text AS name,
      (SELECT array_agg(a.name ORDER BY a.attnum) FROM attribute a WHERE a.attrelid = o.oid) AS columns,
      ARRAY(SELECT a.name FROM attribute a WHERE a.attrelid = o.oid AND a.is_account ORDER BY a.attnum) AS accounts
    FROM own o ORDER BY (SELECT max(r.distance) FROM reach r WHERE r.oid = o.oid) DESC, o.relname`
