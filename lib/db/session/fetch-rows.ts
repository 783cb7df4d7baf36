import type { CopySession } from './copy-session'

const rowsAtOnce = 4_096

/** The rows of a query of any length, in blocks, through a cursor: no more than a block is held at a time. */
export async function* fetchRows<Row extends object>(
  session: CopySession,
  name: string,
  query: string,
  values: unknown[] = [],
): AsyncGenerator<Row[], void, undefined> {
  await session.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values)
  for (;;) {
    const rows = await session.query<Row>(`FETCH ${rowsAtOnce} FROM ${name}`)
    if (rows.length > 0) yield rows
    if (rows.length < rowsAtOnce) break
  }
  await session.query(`CLOSE ${name}`)
}
