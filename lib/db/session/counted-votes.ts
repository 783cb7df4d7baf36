import { isIncluded } from './is-included'
import { answerCounts } from './project-counts'
import { raw, type Sql, sql } from './sql'

/**
 * Runs, agreement and experiments ignore votes on excluded images and of raters left out. `row` is the vote's alias.
 */
export const isCountedVote = (row: string): Sql => sql`${isIncluded(row)} AND NOT EXISTS (
  SELECT FROM rater l WHERE l.project_id = ${raw(row)}.project_id AND l.id = ${raw(row)}.rater_id AND l.is_left_out)`

/** Reads counters, and only the votes on excluded images. `project` is a column or value. */
export const countedVotes = (project: Sql): Sql => sql`(
  SELECT coalesce(sum(g.no + g.maybe + g.yes), 0)::int FROM ${answerCounts(project)} g
  WHERE NOT EXISTS (SELECT FROM rater l WHERE l.project_id = ${project} AND l.id = g.rater_id AND l.is_left_out)
) - (
  SELECT count(*)::int FROM image_exclusion x JOIN vote v ON v.project_id = x.project_id AND v.image_id = x.image_id
  JOIN rater l ON l.project_id = v.project_id AND l.id = v.rater_id AND NOT l.is_left_out
  WHERE x.project_id = ${project})`
