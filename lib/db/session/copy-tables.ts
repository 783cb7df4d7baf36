import { z } from 'zod'
import { type CopyRow, type CopySession, withCopySession } from './copy-session'
import { getValue, raw, readValues, runSql } from './sql'

/** Columns of the tables written in bulk, ordered so that referenced tables come first. */
export const copyColumns = {
  class: ['project_id', 'id', 'class_index', 'external_id', 'name', 'other_names', 'gloss', 'path'],
  class_parent: ['project_id', 'child_id', 'parent_id'],
  image: [
    'project_id',
    'id',
    'position',
    'file_name',
    'original_class_id',
    'content_hash',
    'byte_size',
    'width',
    'height',
    'credit',
    'credit_url',
    'license',
  ],
  candidate: ['project_id', 'id', 'image_id', 'class_id', 'position', 'is_original'],
  listed_candidate: ['project_id', 'image_id', 'class_id'],
  candidate_model: ['project_id', 'candidate_id', 'model_id'],
  task: ['project_id', 'id', 'batch_id', 'image_id', 'kind', 'quota', 'is_launched'],
  task_candidate: ['project_id', 'task_id', 'position', 'candidate_id'],
  rater: ['project_id', 'id', 'kind', 'is_expert', 'external_id', 'simulation'],
  assignment: ['project_id', 'id', 'task_id', 'rater_id', 'state', 'submitted_at'],
  shown_candidate: ['project_id', 'assignment_id', 'candidate_id', 'rater_id', 'image_id'],
  vote: ['project_id', 'image_id', 'candidate_id', 'rater_id', 'assignment_id', 'answer'],
  golden_answer: ['project_id', 'candidate_id', 'rater_id', 'source', 'answer'],
} as const

export type CopyTable = keyof typeof copyColumns

/** Writes rows of one table, with `also` as additional columns; other columns take their defaults. */
export const copyInto = (
  session: CopySession,
  table: CopyTable,
  rows: Iterable<CopyRow> | AsyncIterable<CopyRow>,
  also: readonly string[] = [],
) => session.copyIn(table, [...copyColumns[table], ...also], rows)

/** Without these columns each task gets its own position at the end of the queue, as class-first tasks must. */
export const queueColumns = ['queue_position', 'queue_group'] as const

/** Reserves `count` ascending positions at the end of the queue. */
export const reserveQueuePositions = (session: CopySession, count: number): Promise<string[]> =>
  readValues(session, z.string())`
    SELECT nextval('task_queue_position_seq')::text AS position FROM generate_series(1, ${count})`

/** Reserves `count` assignment numbers from the sequence that leases use too. */
export const reserveAssignmentIds = (session: CopySession, count: number): Promise<number[]> =>
  readValues(session, z.number())`
    SELECT nextval('assignment_id_seq')::int AS id FROM generate_series(1, ${count})`

export type AnalyzedTable = CopyTable | 'score' | 'run_image' | 'run_label' | 'prediction'

/**
 * Updates the planner's statistics after a bulk load; without this, queries are planned for empty tables. `skipLocked`
 * leaves out tables that a long import is analyzing, instead of waiting for its end.
 */
export const analyzeTables = (tables: readonly AnalyzedTable[], { skipLocked = false } = {}) =>
  withCopySession(async (session) => {
    await runSql(session)`ANALYZE (SKIP_LOCKED ${raw(String(skipLocked))}) ${raw(tables.join(', '))}`
  })

/**
 * Updates a table's statistics in the middle of a bulk load and keeps autovacuum away from it until the transaction
 * ends.
 *
 * An autovacuum during the load does not see uncommitted rows and records the table as empty. Each foreign key check
 * then scans the whole project instead of reading one index entry, which turns minutes into hours.
 */
export async function analyzeWithin(session: CopySession, table: AnalyzedTable): Promise<void> {
  await runSql(session)`ANALYZE ${raw(table)}`
}

/** As `analyzeWithin`, but only if the planner's estimate is below the known number of rows. */
export async function analyzeIfGrown(session: CopySession, table: AnalyzedTable, rows: number): Promise<void> {
  const known = await getValue(session, z.number())`
    SELECT reltuples::float8 AS known FROM pg_class WHERE oid = ${table}::text::regclass`
  if (known < rows) await analyzeWithin(session, table)
}

/** `each` lets the database check each row; `bulk` leaves the checks to one query by the caller. */
export type RowChecks = 'each' | 'bulk'

/** Returns `bulk` if the role may disable row checks, as superusers may, else `each`. */
export async function possibleRowChecks(session: CopySession): Promise<RowChecks> {
  const may = await getValue(session, z.boolean())`SELECT current_setting('is_superuser') = 'on' AS may`
  return may ? 'bulk' : 'each'
}

/**
 * Runs `write` with foreign keys and triggers disabled in the session's transaction. The caller must check the rows
 * before the transaction ends and hold locks on everything they refer to. NOT NULL, CHECK and unique constraints still
 * apply.
 */
export async function withoutRowChecks(session: CopySession, write: () => Promise<unknown>): Promise<void> {
  await runSql(session)`SET LOCAL session_replication_role = replica`
  await write()
  await runSql(session)`SET LOCAL session_replication_role = origin`
}
