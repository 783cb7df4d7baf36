import { to as copyTo } from 'pg-copy-streams'
import { connectForBulk } from './copy-session'
import { inlined, type Sql, tag } from './sql'

const unescaped: Record<string, string> = { '\\t': '\t', '\\n': '\n', '\\r': '\r', '\\\\': '\\' }

function field(text: string): string | null {
  if (!text.includes('\\')) return text
  return text === '\\N' ? null : text.replace(/\\[tnr\\]/g, (code) => unescaped[code]!)
}

/** Parses the rows of a COPY in PostgreSQL's text format; chunks may end anywhere. */
export async function* rowsOfText(chunks: AsyncIterable<Buffer>): AsyncGenerator<(string | null)[], void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.split('\t').map(field)
  }
}

/** Streams the rows of a query as text by COPY on a separate connection, which closes when the caller stops reading. */
export const copyRows = tag(copiedRows)

async function* copiedRows(query: Sql): AsyncGenerator<(string | null)[], void, undefined> {
  const client = await connectForBulk()
  try {
    await client.query(`SET work_mem = '64MB'`)
    yield* rowsOfText(client.query(copyTo(`COPY (${inlined(query).text}) TO STDOUT`)))
  } finally {
    await client.end().catch(() => {})
  }
}
