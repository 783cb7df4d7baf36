import { isIncluded } from './is-included'
import { answerCounts } from './project-counts'
import { raw, type Sql, sql } from './sql'

/**
 * Whether a vote counts in runs, agreement and experiments: its image is not excluded, and its rater not left out. `row`
 * is the name of the vote in the statement.
 */
export const isCountedVote = (row: string): Sql => sql`${isIncluded(row)} AND NOT EXISTS (
  SELECT FROM rater l WHERE l.project_id = ${raw(row)}.project_id AND l.id = ${raw(row)}.rater_id AND l.is_left_out)`

/**
 * How many votes of a project count. Read from counters; votes are only read of images that are excluded. `project` is the
 * column or value of its number.
 */
export const countedVotes = (project: Sql): Sql => sql`(
  SELECT coalesce(sum(g.no + g.maybe + g.yes), 0)::int FROM ${answerCounts(project)} g
  WHERE NOT EXISTS (SELECT FROM rater l WHERE l.project_id = ${project} AND l.id = g.rater_id AND l.is_left_out)
) - (
  SELECT count(*)::int FROM image_exclusion x JOIN vote v ON v.project_id = x.project_id AND v.image_id = x.image_id
  JOIN rater l ON l.project_id = v.project_id AND l.id = v.rater_id AND NOT l.is_left_out
  WHERE x.project_id = ${project})`
