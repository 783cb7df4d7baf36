import { raw, type Sql, sql } from './sql'

// Counters that triggers keep, as values of a statement: reading them takes no longer when a project has a thousand times as
// many images or votes. `project` is the column or value of its number.

const summed = (column: string, project: Sql): Sql =>
  sql`(SELECT coalesce(sum(${raw(column)}), 0)::int FROM size_change WHERE project_id = ${project})`

export const imageCount = (project: Sql): Sql => summed('image_count', project)
/** Images with a picture, with an original label, and with an author. */
export const storedImageCount = (project: Sql): Sql => summed('stored_count', project)
export const labelledImageCount = (project: Sql): Sql => summed('labelled_count', project)
export const creditedImageCount = (project: Sql): Sql => summed('credited_count', project)
export const candidateCount = (project: Sql): Sql => summed('candidate_count', project)
/** Rating tasks, launched or not. */
export const ratingTaskCount = (project: Sql): Sql => summed('task_count', project)

/** Launched rating tasks: all but those that were withdrawn, which have an index of their own. */
export const launchedTaskCount = (project: Sql): Sql => sql`(${ratingTaskCount(project)} - (
  SELECT count(*)::int FROM task WHERE project_id = ${project} AND kind = 'rating' AND NOT is_launched))`

/**
 * Launched rating tasks that still want answers: those that raters can take, which have an index, image first and class
 * first, and those whose last raters hold them. A task that is full and has not all its answers is held by somebody.
 */
export const unfinishedTaskCount = (project: Sql): Sql => sql`(
  (SELECT count(*)::int FROM task WHERE project_id = ${project} AND is_open AND class_id IS NULL)
  + (SELECT count(*)::int FROM task WHERE project_id = ${project} AND is_open AND class_id IS NOT NULL)
  + (SELECT count(*)::int FROM (
      SELECT DISTINCT task_id FROM assignment WHERE project_id = ${project} AND state = 'leased' OFFSET 0
    ) held JOIN task t ON t.project_id = ${project} AND t.id = held.task_id
    WHERE t.kind = 'rating' AND t.is_launched AND NOT t.is_open AND t.submitted < t.quota))`

/** Submitted rating tasks of a project by rater: those that have an hour, and those whose time is not known. */
export const submittedTaskCounts = (project: Sql): Sql => sql`(
  SELECT rater_id, task_count AS tasks FROM activity WHERE project_id = ${project}
  UNION ALL
  SELECT rater_id, task_count FROM untimed_votes WHERE project_id = ${project})`

/** Votes of a project by rater and answer: those that have an hour, and those whose time is not known. */
export const answerCounts = (project: Sql): Sql => sql`(
  SELECT rater_id, no_count AS no, maybe_count AS maybe, yes_count AS yes FROM activity WHERE project_id = ${project}
  UNION ALL
  SELECT rater_id, no_count, maybe_count, yes_count FROM untimed_votes WHERE project_id = ${project})`

export const voteCount = (project: Sql): Sql =>
  sql`(SELECT coalesce(sum(no + maybe + yes), 0)::int FROM ${answerCounts(project)} given)`
