import { z } from 'zod'
import { raterSummary } from '@/lib/contracts/raters/rater'
import { type Db, prisma } from '@/lib/db/client'
import { answerCounts, submittedTaskCounts, voteCount } from '@/lib/db/session/project-counts'
import { getValue, readRows, sql } from '@/lib/db/session/sql'

const raterRow = z.object({
  ...raterSummary.pick({ id: true, kind: true, isExpert: true, externalId: true }).shape,
  previous: z.number().nullable(),
  next: z.number().nullable(),
})

/** Includes the numbers of the previous and next rater. */
export async function findRater(projectId: number, raterId: number, db: Db = prisma) {
  const rows = await readRows(db, raterRow)`
    SELECT id, kind::text AS kind, is_expert AS "isExpert", external_id AS "externalId",
      (SELECT max(id) FROM rater WHERE project_id = ${projectId}::int AND id < ${raterId}::int) AS previous,
      (SELECT min(id) FROM rater WHERE project_id = ${projectId}::int AND id > ${raterId}::int) AS next
    FROM rater WHERE project_id = ${projectId}::int AND id = ${raterId}::int`
  return rows.at(0) ?? null
}

const answerRow = z.object({ raterId: z.number(), no: z.number(), maybe: z.number(), yes: z.number() })

export async function countAnswersByRater(projectId: number, db: Db = prisma) {
  return readRows(db, answerRow)`
    SELECT rater_id AS "raterId", sum(no)::int AS no, sum(maybe)::int AS maybe, sum(yes)::int AS yes
    FROM ${answerCounts(sql`${projectId}::int`)} given GROUP BY rater_id HAVING sum(no + maybe + yes) > 0`
}

export async function countVotes(projectId: number, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`SELECT ${voteCount(sql`${projectId}::int`)} AS votes`
}

const row = z.object({
  pausedAt: z.date().nullable(),
  isLeftOut: z.boolean(),
  isQualified: z.boolean(),
  replaceable: z.number(),
  hasAttempts: z.boolean(),
})

/** `replaceable` tasks are all submitted ones, from counters, minus replaced and withdrawn ones. */
export async function findRaterStatus(projectId: number, raterId: number, db: Db = prisma) {
  const rows = await readRows(db, row)`
    SELECT r.paused_at AS "pausedAt", r.is_left_out AS "isLeftOut", r.qualified_at IS NOT NULL AS "isQualified",
      (SELECT coalesce(sum(tasks), 0)::int FROM ${submittedTaskCounts(sql`${projectId}::int`)} given WHERE rater_id = r.id)
        - (SELECT count(*)::int FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
          WHERE a.project_id = r.project_id AND a.rater_id = r.id AND a.state = 'submitted' AND a.replaced_at IS NOT NULL
            AND t.kind = 'rating' AND t.is_launched)
        - (SELECT count(*)::int FROM task t JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id
          WHERE t.project_id = ${projectId}::int AND t.kind = 'rating' AND NOT t.is_launched
            AND a.rater_id = r.id AND a.state = 'submitted') AS replaceable,
      EXISTS (SELECT FROM qualification_attempt q WHERE q.project_id = r.project_id AND q.rater_id = r.id) AS "hasAttempts"
    FROM rater r WHERE r.project_id = ${projectId}::int AND r.id = ${raterId}::int`
  return rows.at(0) ?? null
}

export async function findImpactNames(
  projectId: number,
  { imageIds, classIds }: { imageIds: number[]; classIds: number[] },
  db: Db = prisma,
) {
  const [images, classes] = await Promise.all([
    db.image.findMany({
      where: { projectId, id: { in: imageIds } },
      select: { id: true, fileName: true, contentHash: true, credit: true, license: true },
    }),
    db.class.findMany({ where: { projectId, id: { in: classIds } }, select: { id: true, name: true } }),
  ])
  return {
    images: new Map(images.map((row) => [row.id, row])),
    classes: new Map(classes.map(({ id, name }) => [id, name])),
  }
}
