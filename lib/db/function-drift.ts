import { migrate } from './migrate'
import { createScratchDatabase } from './scratch-database'
import { withClient } from './session/with-client'
import { fileOf } from './sql-functions'

/**
 * Returns one sentence for each file of prisma/functions whose function or triggers differ in the database at `url`,
 * compared with a scratch database created from the files on the same server. Skips the comparison if Reassess has
 * never been started on the database; the files must still compile.
 */
export const functionDrift = (url: string, projectRoot: string): Promise<string[]> =>
  withScratchDatabase(url, projectRoot, async (scratchUrl) => {
    const [inFiles, inDatabase] = [await definitions(scratchUrl), await definitions(url)]
    return inDatabase ? differences(inFiles ?? new Map(), inDatabase) : []
  })

/** Calls `work` with a scratch database on the server of `url`, with migrations and functions applied. */
export async function withScratchDatabase<T>(
  url: string,
  projectRoot: string,
  work: (scratchUrl: string) => Promise<T>,
): Promise<T> {
  const scratch = await createScratchDatabase(`reassess_functions_${process.pid}`, url)
  try {
    await migrate(scratch.url, projectRoot)
    return await work(scratch.url)
  } finally {
    await scratch.drop()
  }
}

function differences(inFiles: Map<string, string>, inDatabase: Map<string, string>): string[] {
  const names = [...new Set([...inFiles.keys(), ...inDatabase.keys()])].sort()
  return names.flatMap((name) => {
    const [expected, actual] = [inFiles.get(name), inDatabase.get(name)]
    if (expected === actual) return []
    if (expected === undefined) return [`The database has a function ${name}, but there is no file ${fileOf(name)}.`]
    if (actual === undefined) return [`${fileOf(name)}: the function is missing from the database.`]
    return [`${fileOf(name)}: the function or its triggers in the database do not match the file.`]
  })
}

/** Returns functions with their triggers by name; null if functions were never applied. */
const definitions = (url: string): Promise<Map<string, string> | null> =>
  withClient(url, async (client) => {
    const { rows: tables } = await client.query("SELECT to_regclass('public._sql_function') IS NOT NULL AS is_applied")
    if (!tables[0]?.is_applied) return null
    const { rows } = await client.query<{ name: string; text: string }>(`
      SELECT p.proname AS name, string_agg(concat_ws(E'\n', pg_get_functiondef(p.oid), (
        SELECT string_agg(concat(pg_get_triggerdef(t.oid), t.tgenabled), E'\n' ORDER BY t.tgname, t.tgrelid::regclass::text)
        FROM pg_trigger t WHERE t.tgfoid = p.oid
      )), E'\n' ORDER BY p.oid::regprocedure::text) AS text
      FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      GROUP BY p.proname`)
    return new Map(rows.map(({ name, text }) => [name, text]))
  })
