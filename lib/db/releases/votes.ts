import { z } from 'zod'
import { empty, readRows, sql } from '@/lib/db/session/sql'
import { submittedModes } from '@/lib/domain/rating/answer-mode'
import { candidatePositions, type ReleaseScope, seenVotes } from './scope'

/** How each vote's candidate was shown, as `s`. A vote has it always, so that without it there are the same votes. */
const shownCandidates = sql`
  JOIN shown_candidate s ON s.project_id = v.project_id AND s.assignment_id = v.assignment_id
    AND s.candidate_id = v.candidate_id AND s.rater_id = v.rater_id AND s.image_id = v.image_id`

const modeIndex = sql`array_position(string_to_array(${submittedModes.join(' ')}, ' '), a.answer_mode) - 1`

/** The columns of the lines below. */
export const voteLineColumns = 'candidate,rater,answer,task,shown_at,is_rest,image_shown_ms,page,mode,language'

/**
 * The votes that the run saw as lines of CSV, by candidate, then rater: candidate, rater, answer, and, `withOrigin`, task,
 * position on the screen (empty when not known), whether it came from “the rest are no”, and for how many milliseconds the
 * picture was shown (empty when not known), the page it was asked on class first (empty when asked image first), and its index of
 * `submittedModes` (empty when not known), and the further language in which its name was shown (empty for the project's own). They come as bytes, in pieces of
 * whole lines. Nothing else can be read in the session until they end.
 */
export async function* releasedVotes(
  scope: ReleaseScope,
  { withOrigin = true }: { withOrigin?: boolean } = {},
): AsyncGenerator<Buffer, void, undefined> {
  const { session, projectId } = scope
  let rest: Buffer[] = []
  for await (const bytes of session.copyOutCsv(sql`
    WITH candidate_place AS (${candidatePositions(projectId)})
    SELECT p.position, v.rater_id, v.answer ${withOrigin ? sql`, a.task_id, s.position, s.is_rest::int, a.image_shown_ms, a.page_id, ${modeIndex}, s.language` : empty}
    FROM ${seenVotes(scope)}
    JOIN candidate_place p ON p.id = v.candidate_id ${withOrigin ? shownCandidates : empty}
    WHERE v.project_id = ${projectId} ORDER BY p.position, v.rater_id`)) {
    const end = bytes.lastIndexOf(0x0a) + 1
    if (end === 0) rest.push(bytes)
    else {
      yield Buffer.concat([...rest, bytes.subarray(0, end)])
      rest = [bytes.subarray(end)]
    }
  }
}

const raterVotes = z.object({
  rater: z.number(),
  ...{ no: z.number(), maybe: z.number(), yes: z.number() },
  ...{ classFirst: z.number(), tapNo: z.number(), sweep: z.number(), auto: z.number() },
})

/**
 * How many votes the run saw of each answer, and given in each way but image first and each by itself, from each rater.
 * `tapNo` are those class first where a tap said what does not fit.
 */
export const countReleasedVotes = (scope: ReleaseScope) =>
  readRows(scope.session, raterVotes)`
    SELECT v.rater_id AS rater, (count(*) FILTER (WHERE v.answer = 0))::int AS no,
      (count(*) FILTER (WHERE v.answer = 1))::int AS maybe, (count(*) FILTER (WHERE v.answer = 2))::int AS yes,
      (count(*) FILTER (WHERE a.page_id IS NOT NULL))::int AS "classFirst",
      (count(*) FILTER (WHERE a.page_id IS NOT NULL AND a.answer_mode = 'tap-no'))::int AS "tapNo",
      (count(*) FILTER (WHERE a.page_id IS NULL AND a.answer_mode = 'sweep'))::int AS sweep,
      (count(*) FILTER (WHERE a.page_id IS NULL AND a.answer_mode = 'auto'))::int AS auto
    FROM ${seenVotes(scope)} WHERE v.project_id = ${scope.projectId} GROUP BY v.rater_id ORDER BY v.rater_id`
