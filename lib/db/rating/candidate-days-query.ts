import { withCopySession } from '@/lib/db/session/copy-session'
import { readBinaryRows } from '@/lib/db/session/read-binary-rows'

/** The day of the last vote on a candidate, in days since 1970 (UTC). */
export interface CandidateDays {
  candidate: number[]
  day: number[]
}

/**
 * On which day each candidate got its last vote until `until`; candidates none of whose votes has a known time, as after
 * an import, are left out. In no order. Reads every vote, unless no time is known at all.
 */
export function findCandidateDays(projectId: number, until: Date): Promise<CandidateDays> {
  const id = Math.trunc(projectId)
  const days: CandidateDays = { candidate: [], day: [] }
  return withCopySession(async (session) => {
    const rows = session.copyOutBinary(
      `SELECT v.candidate_id, floor(extract(epoch FROM max(a.submitted_at)) / 86400)::int FROM assignment a
       JOIN vote v ON v.project_id = a.project_id AND v.assignment_id = a.id
       WHERE a.project_id = ${id} AND a.submitted_at <= '${until.toISOString()}'
       GROUP BY v.candidate_id`,
    )
    await readBinaryRows(rows, 2, ([candidate, day]) => {
      days.candidate.push(candidate)
      days.day.push(day)
    })
    return days
  })
}
