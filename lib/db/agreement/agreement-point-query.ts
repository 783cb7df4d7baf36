import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { countedVotes, isCountedVote } from '@/lib/db/session/counted-votes'
import { readColumns } from '@/lib/db/session/read-columns'
import { getValue, raw, readRows, runSql, sql } from '@/lib/db/session/sql'

const state = z.object({
  projectId: z.number(),
  voteCount: z.number(),
  lastAt: z.date().nullable(),
  lastVoteCount: z.number().nullable(),
})

/** Returns every unarchived project with counted votes: how many it has, and its newest point. */
export async function findAgreementStates(db: Db = prisma) {
  return readRows(db, state)`
    SELECT p.id AS "projectId", v.votes AS "voteCount", last.at AS "lastAt", last.vote_count AS "lastVoteCount"
    FROM project p
    JOIN LATERAL (SELECT ${countedVotes(raw('p.id'))} AS votes) v ON v.votes > 0
    LEFT JOIN LATERAL (
      SELECT at, vote_count FROM agreement_point WHERE project_id = p.id ORDER BY at DESC LIMIT 1
    ) last ON true
    WHERE p.archived_at IS NULL ORDER BY p.id`
}

export const countAgreementVotes = (projectId: number, db: Db = prisma) =>
  getValue(db, z.number())`SELECT ${countedVotes(sql`${projectId}::int`)}`

/** The counted votes, ordered by candidate and rater. */
export interface AgreementVotes {
  candidate: Int32Array
  image: Int32Array
  rater: Int32Array
  answer: Uint8Array
}

export const readAgreementVotes = (projectId: number, voteCount: number): Promise<AgreementVotes> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION READ ONLY`
    await runSql(session)`SET LOCAL work_mem = '64MB'`
    return readColumns(
      session,
      { candidate: Int32Array, image: Int32Array, rater: Int32Array, answer: Uint8Array },
      { rowCount: voteCount },
    )`
      SELECT v.candidate_id, v.image_id, v.rater_id, v.answer FROM vote v
      WHERE v.project_id = ${projectId} AND ${isCountedVote('v')}
      ORDER BY v.candidate_id, v.rater_id`
  })
