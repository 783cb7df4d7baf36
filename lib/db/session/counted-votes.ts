import { isIncluded } from './is-included'
import { answerCounts } from './project-counts'
import { raw, type Sql, sql } from './sql'

/**
 * SQL for whether a vote counts in runs, agreement and experiments: its image is not excluded and its rater not left
 * out. `row` is the alias of the vote.
 */
export const isCountedVote = (row: string): Sql => sql`${isIncluded(row)} AND NOT EXISTS (
  SELECT FROM rater l WHERE l.project_id = ${raw(row)}.project_id AND l.id = ${raw(row)}.rater_id AND l.is_left_out)`

/**
 * SQL for the number of a project's counted votes, from counters; only votes on excluded images are read. `project` is
 * a column or value.
 */
export const countedVotes = (project: Sql): Sql => sql`(
  SELECT coalesce(sum(g.no + g.maybe + g.yes), 0)::int FROM ${answerCounts(project)} g
  WHERE NOT EXISTS (SELECT FROM rater l WHERE l.project_id = ${project} AND l.id = g.rater_id AND l.is_left_out)
) - (
  SELECT count(*)::int FROM image_exclusion x JOIN vote v ON v.project_id = x.project_id AND v.image_id = x.image_id
  JOIN rater l ON l.project_id = v.project_id AND l.id = v.rater_id AND NOT l.is_left_out
  WHERE x.project_id = ${project})`
