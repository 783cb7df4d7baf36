import { z } from 'zod'
import { raterSummary } from '@/lib/contracts/raters/rater-table'
import { type Db, prisma } from '@/lib/db/client'
import { answerCounts, submittedTaskCounts, voteCount } from '@/lib/db/session/project-counts'
import { countedRaterParameters } from '@/lib/db/session/row-conditions'
import { findRow, getRow, getValue, readRows, runSql, sql } from '@/lib/db/session/sql'
import { latestSubmissions } from '@/lib/domain/raters/pace'

const raterRow = z.object({
  ...raterSummary.pick({ id: true, kind: true, isExpert: true, externalId: true }).shape,
  previous: z.number().nullable(),
  next: z.number().nullable(),
})

/** Includes the numbers of the previous and next rater. */
export const findRater = (projectId: number, raterId: number) =>
  findRow(prisma, raterRow)`
    SELECT id, kind::text AS kind, is_expert AS "isExpert", external_id AS "externalId",
      (SELECT max(id) FROM rater WHERE project_id = ${projectId}::int AND id < ${raterId}::int) AS previous,
      (SELECT min(id) FROM rater WHERE project_id = ${projectId}::int AND id > ${raterId}::int) AS next
    FROM rater WHERE project_id = ${projectId}::int AND id = ${raterId}::int`

/** Serializes changes of a rater, and an expert's submissions from several tabs. */
export const lockRater = (projectId: number, raterId: number, db: Db) =>
  runSql(db)`SELECT FROM rater WHERE project_id = ${projectId}::int AND id = ${raterId}::int FOR NO KEY UPDATE`

const answerRow = z.object({ raterId: z.number(), no: z.number(), maybe: z.number(), yes: z.number() })

export const countAnswersByRater = (projectId: number, db: Db = prisma) =>
  readRows(db, answerRow)`
    SELECT rater_id AS "raterId", sum(no)::int AS no, sum(maybe)::int AS maybe, sum(yes)::int AS yes
    FROM ${answerCounts(sql`${projectId}::int`)} given GROUP BY rater_id HAVING sum(no + maybe + yes) > 0`

export const countVotes = (projectId: number, db: Db = prisma): Promise<number> =>
  getValue(db, z.number())`SELECT ${voteCount(sql`${projectId}::int`)} AS votes`

const statusRow = z.object({
  pausedAt: z.date().nullable(),
  isExcluded: z.boolean(),
  isQualified: z.boolean(),
  replaceable: z.number(),
  hasAttempts: z.boolean(),
})

/** `replaceable` tasks are all submitted ones, from counters, minus replaced and withdrawn ones. */
export const findRaterStatus = (projectId: number, raterId: number) =>
  findRow(prisma, statusRow)`
    SELECT r.paused_at AS "pausedAt", r.is_left_out AS "isExcluded", r.qualified_at IS NOT NULL AS "isQualified",
      (SELECT coalesce(sum(tasks), 0)::int FROM ${submittedTaskCounts(sql`${projectId}::int`)} given WHERE rater_id = r.id)
        - (SELECT count(*)::int FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
          WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.state = 'submitted' AND a.replaced_at IS NOT NULL
            AND t.kind = 'rating' AND t.is_launched)
        - (SELECT count(*)::int FROM task t JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id
          WHERE t.project_id = ${projectId}::int AND t.kind = 'rating' AND NOT t.is_launched
            AND a.rater_id = r.id AND a.state = 'submitted') AS replaceable,
      EXISTS (SELECT FROM qualification_attempt q WHERE q.project_id = r.project_id AND q.rater_id = r.id) AS "hasAttempts"
    FROM rater r WHERE r.project_id = ${projectId}::int AND r.id = ${raterId}::int`

export async function findImpactNames(
  projectId: number,
  { imageIds, classIds }: { imageIds: number[]; classIds: number[] },
) {
  const [images, classes] = await Promise.all([
    prisma.image.findMany({
      where: { projectId, id: { in: imageIds } },
      select: { id: true, fileName: true, contentHash: true, credit: true, license: true },
    }),
    prisma.class.findMany({ where: { projectId, id: { in: classIds } }, select: { id: true, name: true } }),
  ])
  return {
    images: new Map(images.map((row) => [row.id, row])),
    classes: new Map(classes.map(({ id, name }) => [id, name])),
  }
}

const raterRunRow = z.object({
  id: z.number(),
  method: z.string(),
  classes: z.unknown(),
  answers: z.unknown(),
  skillMeaning: z.unknown(),
  rater: z.unknown(),
})
export type RaterRunRow = z.infer<typeof raterRunRow>

/**
 * Returns the run requested, else the latest with parameters of raters, else the latest. The rater's parameters are
 * JSON in the format of the version that wrote them; other raters' can be large and stay in the database. They are null
 * for a rater who was excluded from the run.
 */
export const findRaterRun = (projectId: number, raterId: number, runId: number | null): Promise<RaterRunRow | null> =>
  findRow(prisma, raterRunRow)`
    WITH chosen AS (
      (SELECT * FROM aggregation_run
       WHERE project_id = ${projectId}::int AND (id = ${runId}::int OR ${runId}::int IS NULL AND rater_parameters @? '$.raters[0]')
       ORDER BY id DESC LIMIT 1)
      UNION ALL
      (SELECT * FROM aggregation_run WHERE project_id = ${projectId}::int AND ${runId}::int IS NULL ORDER BY id DESC LIMIT 1)
      LIMIT 1
    )
    SELECT id, method, rater_parameters -> 'classes' AS classes, rater_parameters -> 'answers' AS answers,
      rater_parameters -> 'skillMeaning' AS "skillMeaning",
      jsonb_path_query_first(${countedRaterParameters(projectId)}, '$.raters[*] ? (@.raterId == $id)',
        jsonb_build_object('id', ${raterId}::int)) AS rater
    FROM chosen`

const raterVoteRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  answer: z.number(),
  submittedAt: z.date().nullable(),
  score: z.number().nullable(),
})

/**
 * Imported tasks have no time and count as older than all others. Each half has a partial index;
 * assignment_submitted_order_idx explains why there is none over both.
 */
const latestTurns = (projectId: number, raterId: number, most: number) => sql`
  SELECT id, submitted_order, submitted_at, revision FROM (
    (SELECT id, NULL::int AS submitted_order, submitted_at, revision FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NULL AND state = 'submitted'
      ORDER BY id DESC LIMIT ${most}::int)
    UNION ALL
    (SELECT id, submitted_order, submitted_at, revision FROM assignment
      WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NOT NULL AND state = 'submitted'
      ORDER BY submitted_order DESC LIMIT ${most}::int)
  ) halves ORDER BY submitted_order DESC NULLS LAST, id DESC LIMIT ${most}::int`

/** Returns imported votes first, then in order of submission. The score is null for candidates newer than the run. */
export const findRaterVotes = (
  projectId: number,
  raterId: number,
  runId: number | null,
  db: Db = prisma,
  most = latestSubmissions,
) =>
  readRows(db, raterVoteRow)`
    WITH turn AS MATERIALIZED (${latestTurns(projectId, raterId, most)})
    SELECT v.candidate_id AS "candidateId", v.image_id AS "imageId", v.answer, t.submitted_at AS "submittedAt", c.score
    FROM turn t
    JOIN shown_candidate s ON s.project_id = ${projectId}::int AND s.assignment_id = t.id
    JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
    LEFT JOIN score c ON c.project_id = v.project_id AND c.run_id = ${runId}::int AND c.candidate_id = v.candidate_id
    ORDER BY t.submitted_order NULLS FIRST, v.candidate_id`

const counts = z.object({ no: z.number(), maybe: z.number(), yes: z.number() })

export const countRaterAnswers = (projectId: number, raterId: number) =>
  getRow(prisma, counts)`
    SELECT coalesce(sum(no), 0)::int AS no, coalesce(sum(maybe), 0)::int AS maybe, coalesce(sum(yes), 0)::int AS yes
    FROM ${answerCounts(sql`${projectId}::int`)} given WHERE rater_id = ${raterId}::int`

/** Changes whenever these votes may have changed: submitting and undoing both change the assignment. */
export const findRaterVotesState = (projectId: number, raterId: number): Promise<string> =>
  getValue(prisma, z.string())`
    SELECT concat_ws(':', count(*), max(id), max(submitted_order), max(submitted_at), sum(revision)) AS state
    FROM (${latestTurns(projectId, raterId, latestSubmissions)}) turn`
