import { z } from 'zod'
import { type Connection, readRows } from './sql'

const projectTable = z.object({ name: z.string(), columns: z.array(z.string()), accounts: z.array(z.string()) })
/** A table of projects: its columns that are not computed from others, and those of them that name an account. */
export type ProjectTable = z.output<typeof projectTable>

/**
 * The tables that hold rows of projects, read from the catalog so that a new one is not forgotten: all with a project_id
 * that is never null. Those that others refer to come first. A uuid that is neither the number of its own row nor a
 * reference to another row of the project names an account.
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
