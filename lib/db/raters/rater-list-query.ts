import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getValue, readRows } from '@/lib/db/session/sql'

const answerRow = z.object({ raterId: z.number(), no: z.number(), maybe: z.number(), yes: z.number() })

/** How often each rater answered what. Reads every vote of the project. */
export async function countAnswersByRater(projectId: number, db: Db = prisma) {
  return readRows(db, answerRow)`
    SELECT rater_id AS "raterId", count(*) FILTER (WHERE answer = 0)::int AS no,
      count(*) FILTER (WHERE answer = 1)::int AS maybe, count(*) FILTER (WHERE answer = 2)::int AS yes
    FROM vote WHERE project_id = ${projectId}::int GROUP BY rater_id`
}

/** A number that changes when votes are added, read from counters. */
export async function countVotes(projectId: number, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`
    SELECT coalesce(sum(vote_count), 0)::int AS votes FROM candidate WHERE project_id = ${projectId}::int`
}
