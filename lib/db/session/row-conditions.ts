import { answerCounts } from './project-counts'
import { raw, type Sql, sql } from './sql'

/** SQL for whether the image of a row is not excluded. `row` is the row's alias, `column` the column with its image. */
export const isIncluded = (row: string, column = 'image_id'): Sql => sql`NOT EXISTS (
  SELECT FROM image_exclusion x WHERE x.project_id = ${raw(row)}.project_id AND x.image_id = ${raw(`${row}.${column}`)})`

/** SQL for whether the rater of a row is not left out. `row` is the row's alias. */
export const isOfCountedRater = (row: string): Sql => sql`NOT EXISTS (
  SELECT FROM rater l WHERE l.project_id = ${raw(row)}.project_id AND l.id = ${raw(row)}.rater_id AND l.is_left_out)`

/** Runs, agreement and experiments ignore votes on excluded images and of excluded raters. `row`: alias of the vote. */
export const isCountedVote = (row: string): Sql => sql`${isIncluded(row)} AND ${isOfCountedRater(row)}`

/**
 * SQL for whether people count the rater `r`. Admins and experts get a number as soon as they open a page of experts, and
 * count once they have been given a task or have answered as an expert.
 */
export const isKnownRater = sql`(r.is_expert OR EXISTS (
    SELECT FROM assignment t WHERE t.project_id = r.project_id AND t.rater_id = r.id)
  OR NOT EXISTS (
    SELECT FROM rater_identity i
    JOIN membership m ON m.project_id = i.project_id AND m.user_id = i.user_id AND m.role <> 'rater'
    WHERE i.project_id = r.project_id AND i.rater_id = r.id))`

/**
 * Selects the raters who were excluded at a time; the audit trail has every change since then. Its times are starts of
 * transactions: a change that started before a run's snapshot and was committed after it counts as made before, although
 * the run did not see it.
 */
export const excludedRatersAt = (projectId: number, at: Sql): Sql => sql`
  SELECT l.id FROM rater l
  LEFT JOIN (
    SELECT DISTINCT ON (details ->> 'raterId') (details ->> 'raterId')::int AS rater_id, action FROM audit_event
    WHERE project_id = ${projectId}::int AND created_at > ${at} AND action IN ('rater.leave-out', 'rater.take-in')
    ORDER BY details ->> 'raterId', id
  ) change ON change.rater_id = l.id
  WHERE l.project_id = ${projectId}::int AND coalesce(change.action = 'rater.take-in', l.is_left_out)`

/** Selects a run's estimates as JSON, without raters who were excluded from it, which older versions stored too. */
export const countedRaterParameters = (projectId: number): Sql => sql`jsonb_set(rater_parameters, '{raters}',
  jsonb_path_query_array(rater_parameters, '$.raters[*] ? (!(@.raterId == $excluded[*]))',
    jsonb_build_object('excluded', ARRAY(${excludedRatersAt(projectId, sql`votes_until`)}))), false)`

/** SQL for whether a row of `aggregation_run` passed its checks, or an admin confirmed it. */
export const isUsableRun = sql`(NOT fails_checks OR EXISTS (
  SELECT FROM run_confirmation c WHERE c.project_id = aggregation_run.project_id AND c.run_id = aggregation_run.id))`

/** Reads counters, and only the votes on excluded images. `project` is a column or value. */
export const countedVotes = (project: Sql): Sql => sql`(
  SELECT coalesce(sum(g.no + g.maybe + g.yes), 0)::int FROM ${answerCounts(project)} g
  WHERE NOT EXISTS (SELECT FROM rater l WHERE l.project_id = ${project} AND l.id = g.rater_id AND l.is_left_out)
) - (
  SELECT count(*)::int FROM image_exclusion x JOIN vote v ON v.project_id = x.project_id AND v.image_id = x.image_id
  JOIN rater l ON l.project_id = v.project_id AND l.id = v.rater_id AND NOT l.is_left_out
  WHERE x.project_id = ${project})`

/** Selects images not drawn at random, which estimates for all images leave out. `among` restricts the draws (d). */
export const chosenImages = (projectId: number, among: Sql = sql`true`): Sql => sql`
  SELECT g.image_id FROM golden_draw d
  JOIN golden_image g ON g.project_id = d.project_id AND g.draw_id = d.id
  WHERE d.project_id = ${projectId}::int AND d.is_chosen AND ${among}`
