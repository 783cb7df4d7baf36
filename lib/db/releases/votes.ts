import { fetchRows } from '@/lib/db/session/fetch-rows'
import { candidatePlaces, type ReleaseScope, seenVotes } from './scope'

/**
 * The votes that the run saw as lines of CSV, by candidate, then rater: candidate, rater, answer, task, place on the screen
 * (empty when not known), whether it came from “the rest are no”.
 */
export const releasedVotes = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows<{ line: string }>(
    session,
    'votes',
    `WITH candidate_place AS (${candidatePlaces})
     SELECT p.place || ',' || v.rater_id || ',' || v.answer || ',' || a.task_id || ',' || coalesce(s.position::text, '') || ','
       || s.is_rest::int AS line
     FROM ${seenVotes}
     JOIN candidate_place p ON p.id = v.candidate_id
     JOIN shown_candidate s ON s.project_id = v.project_id AND s.assignment_id = v.assignment_id
       AND s.candidate_id = v.candidate_id AND s.rater_id = v.rater_id AND s.image_id = v.image_id
     WHERE v.project_id = $1 ORDER BY p.place, v.rater_id`,
    [projectId, until],
  )

/** How many votes the run saw of each answer, and from each rater. */
export const countReleasedVotes = ({ session, projectId, until }: ReleaseScope) =>
  session.query<{ rater: number; no: number; maybe: number; yes: number }>(
    `SELECT v.rater_id AS rater, (count(*) FILTER (WHERE v.answer = 0))::int AS no,
       (count(*) FILTER (WHERE v.answer = 1))::int AS maybe, (count(*) FILTER (WHERE v.answer = 2))::int AS yes
     FROM ${seenVotes} WHERE v.project_id = $1 GROUP BY v.rater_id ORDER BY v.rater_id`,
    [projectId, until],
  )
