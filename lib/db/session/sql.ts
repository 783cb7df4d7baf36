import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { CopySession } from './copy-session'

/** What a statement runs on: the pool, a transaction of Prisma, or the connection of a bulk load. */
export type Connection = Db | CopySession

/** A part of a statement, with its values: made by `sql`, and put into a template like a value. */
export type Sql = Prisma.Sql
export const { sql, join, raw, empty } = Prisma

type Tag<Result> = (strings: TemplateStringsArray, ...values: unknown[]) => Promise<Result>

/**
 * The rows of a query, each parsed by `schema`, so that what the database gives is checked once, here. The values of the
 * template become parameters.
 */
export const readRows =
  <Schema extends z.ZodType>(on: Connection, schema: Schema): Tag<z.output<Schema>[]> =>
  async (strings, ...values) => {
    const query = sql(strings, ...values)
    return z.array(schema).parse('copyIn' in on ? (await on.run(query)).rows : await on.$queryRaw(query))
  }

/** The first row of a query, or null when it has none. */
export const findRow =
  <Schema extends z.ZodType>(on: Connection, schema: Schema): Tag<z.output<Schema> | null> =>
  async (strings, ...values) => {
    const rows = await readRows(on, schema)(strings, ...values)
    return rows.at(0) ?? null
  }

/** The first row of a query that always has one, such as a count. */
export const getRow =
  <Schema extends z.ZodType>(on: Connection, schema: Schema): Tag<z.output<Schema>> =>
  async (strings, ...values) => {
    const rows = await readRows(on, schema)(strings, ...values)
    if (rows.length === 0) throw new Error(`This query always has a row, and gave none: ${strings.join('?')}`)
    return rows[0]
  }

/** The values of a query of one column. */
export const readValues =
  <Schema extends z.ZodType>(on: Connection, schema: Schema): Tag<z.output<Schema>[]> =>
  async (strings, ...values) => {
    const rows = await readRows(on, z.record(z.string(), schema))(strings, ...values)
    return rows.flatMap((row) => Object.values(row))
  }

/** The value of a query that gives one, such as a count or the number of a new row. */
export const getValue =
  <Schema extends z.ZodType>(on: Connection, schema: Schema): Tag<z.output<Schema>> =>
  async (strings, ...values) => {
    const row = await getRow(on, z.record(z.string(), schema))(strings, ...values)
    return Object.values(row)[0]
  }

/** Runs a statement whose rows nobody needs, and gives how many it changed or found. */
export const runSql =
  (on: Connection): Tag<number> =>
  async (strings, ...values) => {
    const statement = sql(strings, ...values)
    return 'copyIn' in on ? ((await on.run(statement)).rowCount ?? 0) : on.$executeRaw(statement)
  }
