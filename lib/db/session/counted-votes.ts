import { isIncluded } from './is-included'
import { raw, type Sql, sql } from './sql'

/**
 * Whether a vote counts in runs, agreement and experiments: its image is not excluded, and its rater not left out. `row`
 * is the name of the vote in the statement.
 */
export const isCountedVote = (row: string): Sql => sql`${isIncluded(row)} AND NOT EXISTS (
  SELECT FROM rater l WHERE l.project_id = ${raw(row)}.project_id AND l.id = ${raw(row)}.rater_id AND l.is_left_out)`

/**
 * How many votes of a project count. Read from the counters of candidates; votes are only read where a rater is left out.
 * `project` is the column or value of its number.
 */
export const countedVotes = (project: Sql): Sql => sql`(
  SELECT coalesce(sum(c.vote_count), 0)::int FROM candidate c WHERE c.project_id = ${project} AND ${isIncluded('c')}
) - (
  SELECT count(*)::int FROM vote v JOIN rater l ON l.project_id = v.project_id AND l.id = v.rater_id AND l.is_left_out
  WHERE v.project_id = ${project} AND EXISTS (SELECT FROM rater WHERE project_id = ${project} AND is_left_out)
    AND ${isIncluded('v')})`
