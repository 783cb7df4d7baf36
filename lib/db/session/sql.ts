import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { CopySession } from './copy-session'

/** What a statement runs on: the pool, a transaction of Prisma, or the connection of a bulk load. */
export type Connection = Db | CopySession

/** The one way to write SQL: values of the template become parameters, and a statement can be part of another. */
export const { sql, join, raw, empty } = Prisma
export type Sql = Prisma.Sql

/**
 * The rows of a query, each parsed by `schema`: what the database gives is checked here once, and its type is not only
 * claimed.
 */
export async function readRows<Schema extends z.ZodType>(
  on: Connection,
  schema: Schema,
  query: Sql,
): Promise<z.output<Schema>[]> {
  const rows = 'copyIn' in on ? (await on.run(query)).rows : await on.$queryRaw(query)
  return z.array(schema).parse(rows)
}

/** The first row of a query, or null when it has none. */
export async function findRow<Schema extends z.ZodType>(
  on: Connection,
  schema: Schema,
  query: Sql,
): Promise<z.output<Schema> | null> {
  const [row] = await readRows(on, schema, query)
  return row ?? null
}

/** The first row of a query that always has one, such as a count. */
export async function getRow<Schema extends z.ZodType>(
  on: Connection,
  schema: Schema,
  query: Sql,
): Promise<z.output<Schema>> {
  const rows = await readRows(on, schema, query)
  if (rows.length === 0) throw new Error(`A query that always has a row gave none: ${query.text}`)
  return rows[0]
}

/** Runs a statement whose rows nobody needs, and gives how many rows it changed or found. */
export async function runSql(on: Connection, statement: Sql): Promise<number> {
  return 'copyIn' in on ? ((await on.run(statement)).rowCount ?? 0) : on.$executeRaw(statement)
}
