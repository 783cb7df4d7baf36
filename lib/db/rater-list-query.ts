import { z } from 'zod'
import { type Db, prisma } from './client'

const raterRow = z.object({
  id: z.number(),
  kind: z.enum(['human', 'simulated', 'imported', 'panel']),
  isExpert: z.boolean(),
  externalId: z.string().nullable(),
  submitted: z.number(),
  goldenAnswers: z.number(),
  medianMs: z.number().nullable(),
  lastActivityAt: z.date().nullable(),
  isPaused: z.boolean(),
  isLeftOut: z.boolean(),
})

/** Every rater of a project by number, with submitted tasks, golden answers, median time a task and last submission. */
export async function findRaters(projectId: number, db: Db = prisma) {
  const rows = await db.$queryRaw`
    SELECT r.id, r.kind::text AS kind, r.is_expert AS "isExpert", r.external_id AS "externalId",
      coalesce(a.submitted, 0) AS submitted, coalesce(g.answers, 0) AS "goldenAnswers",
      a.median AS "medianMs", a.last AS "lastActivityAt", r.paused_at IS NOT NULL AS "isPaused", r.is_left_out AS "isLeftOut"
    FROM rater r
    LEFT JOIN (
      SELECT rater_id, count(*)::int AS submitted, max(submitted_at) AS last,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) FILTER (WHERE duration_ms IS NOT NULL) AS median
      FROM assignment WHERE project_id = ${projectId}::int AND state = 'submitted' GROUP BY rater_id
    ) a ON a.rater_id = r.id
    LEFT JOIN (
      SELECT rater_id, count(*)::int AS answers FROM golden_answer
      WHERE project_id = ${projectId}::int AND source NOT IN ('training', 'adjudication') GROUP BY rater_id
    ) g ON g.rater_id = r.id
    WHERE r.project_id = ${projectId}::int
    ORDER BY r.id`
  return z.array(raterRow).parse(rows)
}

const answerRow = z.object({ raterId: z.number(), no: z.number(), maybe: z.number(), yes: z.number() })

/** How often each rater answered what. Reads every vote of the project. */
export async function countAnswersByRater(projectId: number, db: Db = prisma) {
  const rows = await db.$queryRaw`
    SELECT rater_id AS "raterId", count(*) FILTER (WHERE answer = 0)::int AS no,
      count(*) FILTER (WHERE answer = 1)::int AS maybe, count(*) FILTER (WHERE answer = 2)::int AS yes
    FROM vote WHERE project_id = ${projectId}::int GROUP BY rater_id`
  return z.array(answerRow).parse(rows)
}

/** A number that changes when votes are added, read from counters. */
export async function countVotes(projectId: number, db: Db = prisma): Promise<number> {
  const [row] = await db.$queryRaw<{ votes: number }[]>`
    SELECT coalesce(sum(vote_count), 0)::int AS votes FROM candidate WHERE project_id = ${projectId}::int`
  return row.votes
}
