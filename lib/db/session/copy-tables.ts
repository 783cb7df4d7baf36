import { z } from 'zod'
import type { CopyRow, CopySession } from './copy-session'
import { readValues } from './sql'

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
export async function reserveQueuePositions(session: CopySession, count: number): Promise<string[]> {
  return readValues(session, z.string())`
    SELECT nextval('task_queue_position_seq')::text AS position FROM generate_series(1, ${count})`
}

/** Reserves `count` assignment numbers from the sequence that leases use too. */
export async function reserveAssignmentIds(session: CopySession, count: number): Promise<number[]> {
  return readValues(session, z.number())`
    SELECT nextval('assignment_id_seq')::int AS id FROM generate_series(1, ${count})`
}
