import { withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'

/** Day of the last vote on each candidate, in days since 1970 (UTC). */
export interface CandidateDays {
  candidate: Int32Array
  day: Int32Array
}

/** Leaves out candidates whose votes have no time. Reads every vote, unless no vote of the project has a time. */
export const findCandidateDays = (projectId: number, until: Date): Promise<CandidateDays> =>
  withCopySession(
    (session) =>
      readColumns(session, { candidate: Int32Array, day: Int32Array })`
      SELECT v.candidate_id, floor(extract(epoch FROM max(a.submitted_at)) / 86400)::int FROM assignment a
      JOIN vote v ON v.project_id = a.project_id AND v.assignment_id = a.id
      WHERE a.project_id = ${projectId} AND a.submitted_at <= ${until}
      GROUP BY v.candidate_id`,
  )
