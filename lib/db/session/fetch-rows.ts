import type { z } from 'zod'
import type { CopySession } from './copy-session'
import { raw, readRows, runSql, type Sql, tag } from './sql'

const rowsAtOnce = 4_096
let cursors = 0

/**
 * The rows of a query of any length, in blocks, through a cursor: no more than a block is held at a time. Parsing a
 * quarter of a million rows takes a fifth of a second.
 */
export const fetchRows = <Schema extends z.ZodType>(session: CopySession, schema: Schema) =>
  tag((query) => fetchBlocks(session, schema, query))

async function* fetchBlocks<Schema extends z.ZodType>(
  session: CopySession,
  schema: Schema,
  query: Sql,
): AsyncGenerator<z.output<Schema>[], void, undefined> {
  // Several may be open at once in one session.
  const name = raw(`fetch_${++cursors}`)
  await runSql(session)`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`
  for (;;) {
    const rows = await readRows(session, schema)`FETCH ${raw(String(rowsAtOnce))} FROM ${name}`
    if (rows.length > 0) yield rows
    if (rows.length < rowsAtOnce) break
  }
  await runSql(session)`CLOSE ${name}`
}
