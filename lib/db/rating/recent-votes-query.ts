import { withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { runSql } from '@/lib/db/session/sql'

export interface RecentVotes {
  rater: Int32Array
  image: Int32Array
  answer: Uint8Array
  /** In millionths. */
  score: Int32Array
}

interface WhichVotes {
  projectId: number
  runId: number
  raterIds: readonly number[]
  /** Number of each rater's latest tasks. */
  tasks: number
}

/** Sorts by rater, oldest first. Leaves out imported votes, which have no order, and does not read older votes. */
export const readRecentVotes = ({ projectId, runId, raterIds, tasks }: WhichVotes): Promise<RecentVotes> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION READ ONLY`
    return readColumns(session, { rater: Int32Array, image: Int32Array, answer: Uint8Array, score: Int32Array })`
      SELECT v.rater_id, v.image_id, v.answer, round(c.score * 1000000)::int
      FROM unnest(${[...raterIds]}::int[]) r(id)
      CROSS JOIN LATERAL (
        SELECT a.id, a.submitted_order FROM assignment a
        WHERE a.project_id = ${projectId} AND a.rater_id = r.id AND a.submitted_order IS NOT NULL AND a.state = 'submitted'
        ORDER BY a.submitted_order DESC LIMIT ${tasks}
      ) t
      JOIN shown_candidate s ON s.project_id = ${projectId} AND s.assignment_id = t.id
      JOIN vote v ON v.project_id = ${projectId} AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = r.id
      JOIN score c ON c.project_id = ${projectId} AND c.run_id = ${runId} AND c.candidate_id = v.candidate_id
      ORDER BY v.rater_id, t.submitted_order, v.candidate_id`
  })
