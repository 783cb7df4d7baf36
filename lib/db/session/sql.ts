import pg from 'pg'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** A statement, or a part of one, with its values: made by `sql`, and put into a template like a value. */
export type Sql = Prisma.Sql
export const { sql, join, raw, empty } = Prisma

/** What a statement runs on: the pool, a transaction of Prisma, or the connection of a bulk load. */
export type Connection = Db | { run(statement: Sql): Promise<{ rows: unknown[]; rowCount: number | null }> }

/** Makes a function the tag of a template, whose values become parameters of the statement that the function gets. */
export const tag =
  <Result>(take: (statement: Sql) => Result) =>
  (strings: TemplateStringsArray, ...values: unknown[]): Result =>
    take(sql(strings, ...values))

async function parsedRows<Schema extends z.ZodType>(on: Connection, schema: Schema, query: Sql) {
  return z.array(schema).parse('run' in on ? (await on.run(query)).rows : await on.$queryRaw(query))
}

async function firstRow<Schema extends z.ZodType>(on: Connection, schema: Schema, query: Sql) {
  const [row] = await parsedRows(on, schema, query)
  if (row === undefined) throw new Error(`This query always has a row, and gave none: ${query.text}`)
  return row
}

/** A field of a contract as a row has it: a time that is sent as text is a Date there. */
type RowField<Field> = Field extends z.ZodISODateTime
  ? z.ZodDate
  : Field extends z.ZodNullable<z.ZodISODateTime>
    ? z.ZodNullable<z.ZodDate>
    : Field

const isTime = (field: unknown) => field instanceof z.ZodISODateTime

function rowField(field: z.core.$ZodType): z.core.$ZodType {
  if (isTime(field)) return z.date()
  return field instanceof z.ZodNullable && isTime(field.unwrap()) ? z.date().nullable() : field
}

/** The schema of a row that has the fields of a contract: those that a query selects are picked before. */
export const rowOf = <Shape extends z.core.$ZodShape>({ shape }: z.ZodObject<Shape>) =>
  z.strictObject(
    Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, rowField(field)])) as {
      [Name in keyof Shape]: RowField<Shape[Name]>
    },
  )

/** The rows of a query, each parsed by `schema`, so that what the database gives is checked once, here. */
export const readRows = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag((query) => parsedRows(on, schema, query))

/** The first row of a query, or null when it has none. */
export const findRow = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag(async (query) => (await parsedRows(on, schema, query)).at(0) ?? null)

/** The first row of a query that always has one, such as a count. */
export const getRow = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag((query) => firstRow(on, schema, query))

/** The values of a query of one column. */
export const readValues = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag(async (query) =>
    (await parsedRows(on, z.record(z.string(), schema), query)).flatMap(Object.values<z.output<Schema>>),
  )

/** The value of a query that gives one, such as a count or the number of a new row. */
export const getValue = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag(
    async (query): Promise<z.output<Schema>> =>
      Object.values(await firstRow(on, z.record(z.string(), schema), query))[0]!,
  )

/** Runs a statement whose rows nobody needs, and gives how many it changed or found. */
export const runSql = (on: Connection) =>
  tag(
    async (statement): Promise<number> =>
      'run' in on ? ((await on.run(statement)).rowCount ?? 0) : on.$executeRaw(statement),
  )

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The columns that a schema of rows names, each under the name it has there: `codeVersion` is `code_version`. */
export const columnsOf = (schema: z.ZodObject): Sql =>
  raw(
    Object.keys(schema.shape)
      .map((name) => `${snakeCase(name)} AS "${name}"`)
      .join(', '),
  )

/** Some columns of a query, each as an expression under its name, and the schema of the rows that have only those. */
export function chosenColumns<Shape extends z.ZodRawShape, Name extends keyof Shape & string>(
  { shape }: z.ZodObject<Shape>,
  expressions: Readonly<Record<keyof Shape & string, Sql>>,
  names: readonly Name[],
) {
  const chosen = Object.fromEntries(names.map((name) => [name, shape[name]]))
  return {
    columns: join(names.map((name) => sql`${expressions[name]} AS ${raw(`"${name}"`)}`)),
    schema: z.object(chosen) as z.ZodType<unknown> as z.ZodType<{ [One in Name]: z.output<Shape[One]> }>,
  }
}

/** The columns and values of a new row, from `{ codeVersion: 'a' }` to `(code_version) VALUES ('a')`. */
export const newRow = (row: Record<string, unknown>): Sql =>
  sql`(${raw(Object.keys(row).map(snakeCase).join(', '))}) VALUES (${join(Object.values(row))})`

/** A value for a column of JSON, where nothing is NULL and not the JSON `null`. */
export const asJson = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value)

function literal(value: unknown): string {
  if (value === null) return 'NULL'
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return `(${value})`
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (value instanceof Date) return `${pg.escapeLiteral(value.toISOString())}::timestamptz`
  if (Array.isArray(value) && value.every(Number.isFinite)) return `'{${value.join(',')}}'`
  throw new TypeError(`A statement without parameters cannot hold the value ${JSON.stringify(value)}.`)
}

/** The same statement with its values written out, for COPY and CREATE TABLE, which take no parameters. */
export const inlined = ({ strings, values }: Sql): Sql =>
  raw(strings.map((text, k) => (k === 0 ? text : literal(values[k - 1]) + text)).join(''))
