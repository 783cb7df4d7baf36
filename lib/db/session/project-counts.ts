import { tasksPerStep } from '@/lib/domain/rating/rating-limits'
import { raw, type Sql, sql } from './sql'

// SQL for counters that triggers maintain, whose cost does not grow with the project. `project` is a column or value.

const summed = (column: string, project: Sql): Sql =>
  sql`(SELECT coalesce(sum(${raw(column)}), 0)::int FROM size_change WHERE project_id = ${project})`

export const imageCount = (project: Sql): Sql => summed('image_count', project)
/** Images with a picture, with an original label, and with a credit. */
export const storedImageCount = (project: Sql): Sql => summed('stored_count', project)
export const labelledImageCount = (project: Sql): Sql => summed('labelled_count', project)
export const creditedImageCount = (project: Sql): Sql => summed('credited_count', project)
export const candidateCount = (project: Sql): Sql => summed('candidate_count', project)
export const ratingTaskCount = (project: Sql): Sql => summed('task_count', project)

/** Launched rating tasks: all but withdrawn ones, which have a small index of their own. */
export const launchedTaskCount = (project: Sql): Sql => sql`(${ratingTaskCount(project)} - (
  SELECT count(*)::int FROM task WHERE project_id = ${project} AND kind = 'rating' AND NOT is_launched))`

/**
 * Launched rating tasks that still need answers: open tasks, image first and class first, which have an index each, and
 * full tasks still missing an answer. Someone holds every such task, so they are found through the leases.
 */
export const unfinishedTaskCount = (project: Sql): Sql => sql`(
  (SELECT count(*)::int FROM task WHERE project_id = ${project} AND is_open AND class_id IS NULL)
  + (SELECT count(*)::int FROM task WHERE project_id = ${project} AND is_open AND class_id IS NOT NULL)
  + (SELECT count(*)::int FROM (
      SELECT DISTINCT task_id FROM assignment WHERE project_id = ${project} AND state = 'leased' OFFSET 0
    ) held JOIN task t ON t.project_id = ${project} AND t.id = held.task_id
    WHERE t.kind = 'rating' AND t.is_launched AND NOT t.is_open AND t.submitted < t.quota))`

/**
 * The number of unfinished tasks shown to raters: rounded up to steps if the project hides gold questions, because a count
 * that does not change after a submission would reveal that the submitted task was one.
 */
export const unfinishedAsShown = (project: Sql, total: Sql, unfinished: Sql): Sql => sql`(
  CASE WHEN (SELECT (quality ->> 'goldenShare')::float > 0 FROM project WHERE id = ${project})
    THEN least(${total}, ceil(${unfinished} / ${tasksPerStep}::float)::int * ${tasksPerStep}::int) ELSE ${unfinished} END)`

/** Submitted rating tasks of a project by rater: timed ones, and those without a known time. */
export const submittedTaskCounts = (project: Sql): Sql => sql`(
  SELECT rater_id, task_count AS tasks FROM activity WHERE project_id = ${project}
  UNION ALL
  SELECT rater_id, task_count FROM untimed_votes WHERE project_id = ${project})`

/** Votes of a project by rater and answer: timed ones, and those without a known time. */
export const answerCounts = (project: Sql): Sql => sql`(
  SELECT rater_id, no_count AS no, maybe_count AS maybe, yes_count AS yes FROM activity WHERE project_id = ${project}
  UNION ALL
  SELECT rater_id, no_count, maybe_count, yes_count FROM untimed_votes WHERE project_id = ${project})`

export const voteCount = (project: Sql): Sql =>
  sql`(SELECT coalesce(sum(no + maybe + yes), 0)::int FROM ${answerCounts(project)} given)`
