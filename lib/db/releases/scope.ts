import { z } from 'zod'
import { classParameters } from '@/lib/contracts/runs/aggregation'
import type { CopySession } from '@/lib/db/session/copy-session'
import { countedRaterParameters } from '@/lib/db/session/row-conditions'
import { columnsOf, empty, findRow, getValue, sql } from '@/lib/db/session/sql'

/** Scope of a release, read from one snapshot. Excludes answers given after `until`, as the run did. */
export interface ReleaseScope {
  session: CopySession
  projectId: number
  /** Null for a release without labels and scores. */
  runId: number | null
  until: Date
  /** Whether to include the votes of excluded raters; false by default. */
  includesExcludedRaters?: boolean | undefined
}

/** Returns the scope of a project at this moment, in the session's transaction. */
export async function currentScope(scope: Omit<ReleaseScope, 'until'>): Promise<ReleaseScope> {
  // Rounded up, because a Date has milliseconds, to include what was submitted in the current one.
  const until = await getValue(scope.session, z.date())`SELECT clock_timestamp() + interval '1 ms'`
  return { ...scope, until }
}

/** SQL for the positions of candidates from 0 in the order of the project's files, as rows (id, position). */
export const candidatePositions = (projectId: number) => sql`
  SELECT id, (row_number() OVER (ORDER BY position) - 1)::int AS position FROM candidate WHERE project_id = ${projectId}`

/** SQL for the positions of images from 0 in the order of the project's files, as rows (id, position). */
export const imagePositions = (projectId: number) => sql`
  SELECT id, (row_number() OVER (ORDER BY position) - 1)::int AS position FROM image WHERE project_id = ${projectId}`

/** SQL for the images that the run excluded or, without a run, those excluded now. */
export const excludedImages = (projectId: number, runId: number | null) =>
  runId === null
    ? sql`SELECT image_id FROM image_exclusion WHERE project_id = ${projectId}::int`
    : sql`SELECT image_id FROM run_image WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND exclusion IS NOT NULL`

/** SQL for the positions of candidates, as `candidatePositions`, without those of excluded images. */
export const includedCandidatePositions = ({ projectId, runId }: ReleaseScope) => sql`
  SELECT o.id, o.position FROM (${candidatePositions(projectId)}) o
  JOIN candidate c ON c.project_id = ${projectId}::int AND c.id = o.id
    AND c.image_id NOT IN (${excludedImages(projectId, runId)})`

/** SQL for the votes that the run used, as `v`, with their assignments, as `a`. */
export const votesUsedByRun = ({ projectId, runId, until, includesExcludedRaters = false }: ReleaseScope) => sql`vote v
  JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
    AND (a.submitted_at IS NULL OR a.submitted_at <= ${until})
  JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id ${includesExcludedRaters ? empty : sql`AND NOT r.is_left_out`}
    AND v.image_id NOT IN (${excludedImages(projectId, runId)})`

const releasedRun = z.object({
  number: z.number(),
  method: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  seed: z.number().nullable(),
  codeVersion: z.string(),
  inputHash: z.string(),
  votesUntil: z.date(),
  voteCount: z.number(),
  raterParameters: z.unknown(),
  prior: z.number().nullable(),
  threshold: z.number(),
  logLikelihood: z.number().nullable(),
  iterations: z.number(),
  hasConverged: z.boolean(),
  stopReason: z.string(),
  labelCount: z.number(),
  changedImageCount: z.number(),
  history: z.unknown(),
  evaluation: z.unknown(),
  createdAt: z.date(),
})
export type ReleasedRun = z.infer<typeof releasedRun>

/** Null if the method estimates nothing about classes, or an older version aggregated. */
export async function findClassParameters({ session, projectId, runId }: ReleaseScope) {
  const row = await findRow(session, z.object({ parameters: classParameters }))`
    SELECT parameters FROM run_class_parameters WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`
  return row?.parameters ?? null
}

const releasedChecks = z.object({
  checks: z.unknown(),
  reason: z.string().nullable(),
  confirmedAt: z.date().nullable(),
})

export const findReleasedChecks = ({ session, projectId }: ReleaseScope, runId: number) =>
  findRow(session, releasedChecks)`
    SELECT r.checks, c.reason, c.created_at AS "confirmedAt" FROM aggregation_run r
    LEFT JOIN run_confirmation c ON c.project_id = r.project_id AND c.run_id = r.id
    WHERE r.project_id = ${projectId}::int AND r.id = ${runId}::int`

export const findReleasedRun = (session: CopySession, projectId: number, runId: number): Promise<ReleasedRun | null> =>
  findRow(session, releasedRun)`
    SELECT id AS number, ${columnsOf(releasedRun.omit({ number: true, raterParameters: true }))},
      ${countedRaterParameters(projectId)} AS "raterParameters"
    FROM aggregation_run WHERE project_id = ${projectId}::int AND id = ${runId}::int`
