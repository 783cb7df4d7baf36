import { type Sql, sql } from './sql'

// Counters that triggers keep, as values of a statement: reading them takes no longer when a project has a thousand times as
// many images or votes. `project` is the column or value of its number.

export const imageCount = (project: Sql): Sql =>
  sql`(SELECT coalesce(sum(image_count), 0)::int FROM size_change WHERE project_id = ${project})`

export const candidateCount = (project: Sql): Sql =>
  sql`(SELECT coalesce(sum(candidate_count), 0)::int FROM size_change WHERE project_id = ${project})`

/** Votes of a project by rater and answer: those that have an hour, and those whose time is not known. */
export const answerCounts = (project: Sql): Sql => sql`(
  SELECT rater_id, no_count AS no, maybe_count AS maybe, yes_count AS yes FROM activity WHERE project_id = ${project}
  UNION ALL
  SELECT rater_id, no_count, maybe_count, yes_count FROM untimed_votes WHERE project_id = ${project})`

export const voteCount = (project: Sql): Sql =>
  sql`(SELECT coalesce(sum(no + maybe + yes), 0)::int FROM ${answerCounts(project)} given)`
