import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { readRows, runSql } from '@/lib/db/session/sql'

const state = z.object({
  projectId: z.number(),
  voteCount: z.number(),
  lastAt: z.date().nullable(),
  lastVoteCount: z.number().nullable(),
})

/** Every project that has votes and is not archived: how many, and its newest point. Votes are summed from counters. */
export async function findAgreementStates(db: Db = prisma) {
  return readRows(db, state)`
    SELECT p.id AS "projectId", v.votes AS "voteCount", last.at AS "lastAt", last.vote_count AS "lastVoteCount"
    FROM project p
    JOIN LATERAL (
      SELECT coalesce(sum(vote_count), 0)::int AS votes FROM candidate WHERE project_id = p.id
    ) v ON v.votes > 0
    LEFT JOIN LATERAL (
      SELECT at, vote_count FROM agreement_point WHERE project_id = p.id ORDER BY at DESC LIMIT 1
    ) last ON true
    WHERE p.archived_at IS NULL ORDER BY p.id`
}

/** Votes as agreement is measured of them, by rising candidate and rater; without those of raters who are left out. */
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
      WHERE v.project_id = ${projectId} AND v.rater_id NOT IN (
        SELECT id FROM rater WHERE project_id = ${projectId} AND is_left_out
      )
      ORDER BY v.candidate_id, v.rater_id`
  })
