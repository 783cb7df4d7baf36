import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { answerCounts, voteCount } from '@/lib/db/session/project-counts'
import { getValue, readRows, sql } from '@/lib/db/session/sql'

const answerRow = z.object({ raterId: z.number(), no: z.number(), maybe: z.number(), yes: z.number() })

export async function countAnswersByRater(projectId: number, db: Db = prisma) {
  return readRows(db, answerRow)`
    SELECT rater_id AS "raterId", sum(no)::int AS no, sum(maybe)::int AS maybe, sum(yes)::int AS yes
    FROM ${answerCounts(sql`${projectId}::int`)} given GROUP BY rater_id HAVING sum(no + maybe + yes) > 0`
}

export async function countVotes(projectId: number, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`SELECT ${voteCount(sql`${projectId}::int`)} AS votes`
}
