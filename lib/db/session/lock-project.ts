import { type Connection, runSql } from './sql'

/** Keys of locks that no row stands for. The second half of a key is the project, or 0 for the whole server. */
const lockKeys = { setup: 72_707_371, importStart: 72_707_370, release: 0x52454c }

/**
 * Lets one change at a time be made that looks at all of a project or hands out its numbers, until the transaction ends.
 * Readers and raters are not kept waiting.
 */
export async function lockProject(on: Connection, projectId: number): Promise<void> {
  await runSql(on)`SELECT FROM project WHERE id = ${projectId}::int FOR NO KEY UPDATE`
}

/**
 * Lets one transaction at a time go past this point, for what has no row to lock or where the project's row is held by
 * long jobs. Ends with the transaction.
 */
export async function lockByKey(on: Connection, key: keyof typeof lockKeys, projectId = 0): Promise<void> {
  await runSql(on)`SELECT pg_advisory_xact_lock(${lockKeys[key]}::int, ${projectId}::int)`
}
