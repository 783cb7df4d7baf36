import pg from 'pg'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { answerOf, answers } from '@/lib/domain/rating/answer'

/** A statement, or a part of one, with its values: made by `sql` and usable as a value in another template. */
export type Sql = Prisma.Sql
export const { sql, join, raw, empty } = Prisma

/** Runs statements: the pool, a Prisma transaction, or the connection of a bulk load. */
export type Connection = Db | { run(statement: Sql): Promise<{ rows: unknown[]; rowCount: number | null }> }

/** Turns a function on statements into a template tag, whose values become parameters. */
export const tag =
  <Result>(take: (statement: Sql) => Result) =>
  (strings: TemplateStringsArray, ...values: unknown[]): Result =>
    take(sql(strings, ...values))

const parsedRows = async <Schema extends z.ZodType>(on: Connection, schema: Schema, query: Sql) =>
  z.array(schema).parse('run' in on ? (await on.run(query)).rows : await on.$queryRaw(query))

async function firstRow<Schema extends z.ZodType>(on: Connection, schema: Schema, query: Sql) {
  const [row] = await parsedRows(on, schema, query)
  if (row === undefined) throw new Error(`This query always has a row, and gave none: ${query.text}`)
  return row
}

const timeText = z.date().transform((at) => at.toISOString())
/** The code of an answer, which becomes its name. */
export const storedAnswer = z.number().transform(answerOf)

function rowField(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodISODateTime) return timeText
  if (field instanceof z.ZodEnum && String(field.options) === String(answers)) return storedAnswer
  return field instanceof z.ZodNullable ? z.nullable(rowField(field.unwrap())) : field
}

/**
 * Returns the schema of a row with all fields of a contract; pick those that the query selects first. Times become text
 * and codes of answers their names, as in the contract.
 */
export const rowOf = <Shape extends z.core.$ZodShape>({ shape }: z.ZodObject<Shape>) =>
  z.strictObject(
    Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, rowField(field)])) as {
      -readonly [Name in keyof Shape]: Shape[Name]
    },
  )

/** Reads the rows of a query and parses each by `schema`, so that database output is checked in one place. */
export const readRows = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag((query) => parsedRows(on, schema, query))

/** Reads the first row of a query; null if there is none. */
export const findRow = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag(async (query) => (await parsedRows(on, schema, query)).at(0) ?? null)

/** Reads the first row of a query that always has one, such as a count. Throws if there is none. */
export const getRow = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag((query) => firstRow(on, schema, query))

/** Reads the values of a single-column query. */
export const readValues = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag(async (query) =>
    (await parsedRows(on, z.record(z.string(), schema), query)).flatMap(Object.values<z.output<Schema>>),
  )

/** Reads the single value of a query that always has one, such as a count or a new row's number. */
export const getValue = <Schema extends z.ZodType>(on: Connection, schema: Schema) =>
  tag(
    async (query): Promise<z.output<Schema>> =>
      Object.values(await firstRow(on, z.record(z.string(), schema), query))[0]!,
  )

/** Runs a statement, ignores its rows, and returns how many it changed or found. */
export const runSql = (on: Connection) =>
  tag(
    async (statement): Promise<number> =>
      'run' in on ? ((await on.run(statement)).rowCount ?? 0) : on.$executeRaw(statement),
  )

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Selects the columns of a schema under its names: `codeVersion` reads `code_version`. */
export const columnsOf = (schema: z.ZodObject): Sql =>
  raw(
    Object.keys(schema.shape)
      .map((name) => `${snakeCase(name)} AS "${name}"`)
      .join(', '),
  )

/** Returns the named columns as expressions with aliases, and the schema of rows that have only those. */
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

/** SQL for the columns and values of a new row: `{ codeVersion: 'a' }` becomes `(code_version) VALUES ('a')`. */
export const newRow = (row: Record<string, unknown>): Sql =>
  sql`(${raw(Object.keys(row).map(snakeCase).join(', '))}) VALUES (${join(Object.values(row))})`

/** Serializes a value for a JSON column; null and undefined become NULL instead of the JSON `null`. */
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

/** Writes a statement's values out as literals, for COPY and CREATE TABLE, which take no parameters. */
export const inlined = ({ strings, values }: Sql): Sql =>
  raw(strings.map((text, k) => (k === 0 ? text : literal(values[k - 1]) + text)).join(''))

/** The text as a part of a pattern of LIKE that stands for itself alone. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`)
