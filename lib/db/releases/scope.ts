import type { CopySession } from '@/lib/db/session/copy-session'

/** What a release is made of, read from one snapshot. Answers given after `until` are passed over, as the run did. */
export interface ReleaseScope {
  session: CopySession
  projectId: number
  runId: number
  until: Date
}

/** Places of candidates from 0, in the order of the project's files, as rows (id, place). */
export const candidatePlaces = `SELECT id, (row_number() OVER (ORDER BY position) - 1)::int AS place FROM candidate WHERE project_id = $1`

/** Places of images from 0, in the order of the project's files, as rows (id, place). */
export const imagePlaces = `SELECT id, (row_number() OVER (ORDER BY position) - 1)::int AS place FROM image WHERE project_id = $1`

/** Votes that the run saw, as `v`, with the assignment each was given in, as `a`: $1 is the project, $2 the time. */
export const seenVotes = `vote v
  JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id AND (a.submitted_at IS NULL OR a.submitted_at <= $2)
  JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id AND NOT r.is_left_out`
