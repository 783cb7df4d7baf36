import { z } from 'zod'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { findRow, getRow, inlined, runSql, type Sql, sql } from '@/lib/db/session/sql'

/**
 * Staging tables for votes imported from a file. They are temporary tables until the transaction ends, so that memory
 * does not grow with the file:
 *
 * - `staged_vote`: answers as in the file. An answer without a class only says that a rater saw the image.
 * - `staged_rater`: the raters who answered.
 * - `staged_pair`: the images and classes asked about, each with its candidate.
 * - `kept_vote`: the votes by image, pair and rater, without duplicates.
 */

/** `class_id`, `answer` and `at_ms` may be null; raters are numbered by order of appearance. */
const stagedColumns = ['image_position', 'image_id', 'class_id', 'rater', 'answer', 'at_ms', 'ordinal']

/** CREATE TABLE … AS takes no parameters. */
const create = (session: CopySession, statement: Sql) => runSql(session)`${inlined(statement)}`

/** `ordinal` identifies the answers of a file and gives their order. */
export async function stageVotes(session: CopySession, rows: Iterable<CopyRow> | AsyncIterable<CopyRow>) {
  // Sorting many votes in memory is faster than on disk. The setting ends with the transaction.
  await runSql(session)`SET LOCAL work_mem = '64MB'`
  await runSql(session)`
    CREATE TEMP TABLE staged_vote (image_position int NOT NULL, image_id int NOT NULL, class_id int, rater int NOT NULL, answer smallint,
      at_ms float8, ordinal int) ON COMMIT DROP`
  await session.copyIn('staged_vote', stagedColumns, rows)
  await runSql(session)`ANALYZE staged_vote`
}

/** Collects the pairs that answers name and, if a missing answer means no, all candidates too. */
export async function stagePairs(
  session: CopySession,
  projectId: number,
  { absentMeansNo }: { absentMeansNo: boolean },
) {
  await runSql(session)`
    CREATE TEMP TABLE named_pair ON COMMIT DROP AS
    SELECT image_position, image_id, class_id, min(ordinal) AS first FROM staged_vote
    WHERE class_id IS NOT NULL GROUP BY image_position, image_id, class_id`
  if (absentMeansNo) await addAbsent(session, projectId)
  await runSql(session)`ANALYZE named_pair`
}

/** Adds a no by each rater on classes that they did not name, but others named or the project asks about. */
async function addAbsent(session: CopySession, projectId: number) {
  await runSql(session)`
    INSERT INTO named_pair (image_position, image_id, class_id)
    SELECT s.image_position, s.image_id, c.class_id FROM (SELECT DISTINCT image_position, image_id FROM staged_vote) s
    JOIN candidate c ON c.project_id = ${projectId}::int AND c.image_id = s.image_id
    JOIN class k ON k.project_id = c.project_id AND k.id = c.class_id AND k.class_index IS NOT NULL
    WHERE NOT EXISTS (SELECT FROM named_pair p WHERE p.image_id = c.image_id AND p.class_id = c.class_id)`
  await runSql(session)`
    INSERT INTO staged_vote (image_position, image_id, class_id, rater, answer, at_ms)
    SELECT p.image_position, p.image_id, p.class_id, s.rater, 0, s.at_ms
    FROM (
      SELECT DISTINCT ON (image_id, rater) image_id, rater, at_ms FROM staged_vote ORDER BY image_id, rater, ordinal DESC
    ) s
    JOIN named_pair p ON p.image_id = s.image_id
    WHERE NOT EXISTS (
      SELECT FROM staged_vote v WHERE v.image_id = p.image_id AND v.class_id = p.class_id AND v.rater = s.rater
    )`
}

const pairCounts = z.object({ images: z.number(), pairs: z.number(), newCandidates: z.number() })

/**
 * Assigns candidates to pairs; new ones are numbered from `candidateId` by image, then in the order of the file. Thus
 * candidates, tasks and votes of an image are neighbours in every table and index, whatever the order of the file.
 */
export async function numberPairs(session: CopySession, projectId: number, { candidateId }: { candidateId: number }) {
  await create(
    session,
    sql`CREATE TEMP TABLE staged_pair ON COMMIT DROP AS
      SELECT p.image_position, p.image_id, p.class_id, c.id IS NULL AS is_new, (row_number() OVER (ORDER BY p.image_position, p.first, c.id))::int AS item,
        coalesce(c.id, (${candidateId} - 1 + row_number() OVER (PARTITION BY c.id IS NULL ORDER BY p.image_position, p.first))::int) AS candidate_id
      FROM named_pair p LEFT JOIN candidate c
        ON c.project_id = ${projectId} AND c.image_id = p.image_id AND c.class_id = p.class_id`,
  )
  await runSql(session)`ANALYZE staged_pair`
  return getRow(session, pairCounts)`
    SELECT count(DISTINCT image_id)::int AS images, count(*)::int AS pairs, (count(*) FILTER (WHERE is_new))::int AS "newCandidates"
    FROM staged_pair`
}

export interface StagedRaters {
  /** [raters] by order of appearance: position among the raters of a task. */
  positions: ArrayLike<number>
  /** [raters] by order of appearance: number in the project. */
  ids: ArrayLike<number>
}

export async function stageRaters(session: CopySession, { positions, ids }: StagedRaters) {
  await runSql(session)`CREATE TEMP TABLE staged_rater (rater int, position int, rater_id int) ON COMMIT DROP`
  await runSql(session)`
    INSERT INTO staged_rater SELECT nth - 1, position, id
    FROM unnest(${Array.from(positions)}::int[], ${Array.from(ids)}::int[]) WITH ORDINALITY AS given (position, id, nth)`
  await runSql(session)`ANALYZE staged_rater`
}

const understood = sql`staged_vote v
  JOIN staged_pair p ON p.image_id = v.image_id AND p.class_id = v.class_id
  JOIN staged_rater r ON r.rater = v.rater`

const keptCounts = z.object({ votes: z.number(), repeated: z.number() })

/** Sorts the votes; of a rater's answers to one pair, keeps the first. */
export async function keepVotes(session: CopySession) {
  await runSql(session)`
    CREATE TEMP TABLE kept_vote ON COMMIT DROP AS
    SELECT DISTINCT ON (p.image_position, p.item, r.position) p.image_position, p.item, p.image_id, p.candidate_id, r.position AS rater, r.rater_id,
      v.answer, v.at_ms, v.ordinal
    FROM ${understood} ORDER BY p.image_position, p.item, r.position, v.ordinal`
  await runSql(session)`ANALYZE kept_vote`
  return getRow(session, keptCounts)`
    SELECT kept::int AS votes, (given - kept)::int AS repeated
    FROM (SELECT count(*) AS kept FROM kept_vote) k, (SELECT count(class_id) AS given FROM staged_vote) g`
}

export const findContradiction = (session: CopySession) =>
  findRow(session, z.object({ first: z.number(), second: z.number() }))`
    SELECT k.ordinal AS first, v.ordinal AS second
    FROM ${understood} JOIN kept_vote k ON k.image_position = p.image_position AND k.item = p.item AND k.rater = r.position
    WHERE v.answer <> k.answer ORDER BY p.item, r.position, v.ordinal LIMIT 1`

const answered = z.object({ image: z.string(), className: z.string(), rater: z.string() })

/** Returns an earlier vote of a rater on one of the file's candidates, by names; null if there is none. */
export const findAnsweredBefore = (session: CopySession, projectId: number) =>
  findRow(session, answered)`
    SELECT i.file_name AS image, c.name AS "className", coalesce(r.external_id, r.id::text) AS rater
    FROM kept_vote k
    JOIN vote v ON v.project_id = ${projectId}::int AND v.image_id = k.image_id AND v.candidate_id = k.candidate_id
      AND v.rater_id = k.rater_id
    JOIN candidate d ON d.project_id = v.project_id AND d.id = v.candidate_id
    JOIN image i ON i.project_id = d.project_id AND i.id = d.image_id
    JOIN class c ON c.project_id = d.project_id AND c.id = d.class_id
    JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    LIMIT 1`
