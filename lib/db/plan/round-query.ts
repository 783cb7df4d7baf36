import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { goldenAnswersOf } from '@/lib/db/runs/read-aggregation-rows'
import type { CopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { chosenImages, countedRaterParameters, isIncluded, isUsableRun } from '@/lib/db/session/row-conditions'
import { type Connection, empty, findRow, getRow, getValue, readRows, readValues, sql } from '@/lib/db/session/sql'

export const adaptiveBatch = z.object({
  batchId: z.number(),
  minimum: z.number(),
  maximum: z.number(),
  limit: z.number().nullable(),
  learnShare: z.number(),
  auditShare: z.number(),
  seed: z.number(),
  rule: z.unknown(),
  candidatesPerTask: z.number(),
})
export type AdaptiveBatchRow = z.infer<typeof adaptiveBatch>

export const findAdaptiveBatches = (on: Connection, projectId: number) =>
  readRows(on, adaptiveBatch)`
    SELECT d.batch_id AS "batchId", d.minimum, d.maximum, d.change_limit AS "limit", d.learn_share AS "learnShare", d.audit_share AS "auditShare",
      d.seed, d.rule,
      coalesce((b.plan #>> '{settings,candidatesPerTask}')::int, 8) AS "candidatesPerTask"
    FROM adaptive_batch d JOIN batch b ON b.project_id = d.project_id AND b.id = d.batch_id
    WHERE d.project_id = ${projectId}::int AND b.state = 'open'
    ORDER BY d.batch_id`

export const findProjectsWithRounds = (): Promise<number[]> =>
  readValues(prisma, z.number())`
    SELECT DISTINCT d.project_id AS id FROM adaptive_batch d
    JOIN batch b ON b.project_id = d.project_id AND b.id = d.batch_id AND b.state = 'open'
    JOIN project p ON p.id = d.project_id AND p.deleted_at IS NULL AND p.archived_at IS NULL
    WHERE is_decision_pending(d.project_id) OR EXISTS (SELECT FROM open_round o WHERE o.project_id = d.project_id AND o.is_held)
    ORDER BY 1`

const finishedRound = z.object({ taskId: z.number(), changes: z.number(), imageId: z.number() })
export type FinishedRound = z.infer<typeof finishedRound>

export const isBatchOpen = (on: Connection, projectId: number, batchId: number) =>
  getValue(on, z.boolean())`
    SELECT EXISTS (SELECT FROM batch WHERE project_id = ${projectId}::int AND id = ${batchId}::int AND state = 'open') AS "isOpen"`

/** Returns tasks that have all answers and await a decision. Leaves out excluded images, which keep waiting. */
export const readFinishedRounds = (
  on: Connection,
  { projectId, batchId, areHeld, limit }: { projectId: number; batchId: number; areHeld: boolean; limit: number },
) =>
  readRows(on, finishedRound)`
    SELECT o.task_id AS "taskId", o.changes, t.image_id AS "imageId"
    FROM open_round o JOIN task t ON t.project_id = o.project_id AND t.id = o.task_id
    WHERE o.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND t.is_launched AND t.submitted >= t.quota
      AND o.is_held = ${areHeld} AND ${isIncluded('t')}
    ORDER BY o.task_id LIMIT ${limit}::int`

const waitingLabel = z.object({
  taskId: z.number(),
  candidateId: z.number(),
  isAsked: z.boolean(),
  isCorrected: z.boolean(),
})

/** `isAsked`: another round is asking about the label; `isCorrected`: a rater is correcting an earlier answer to it. */
export const readWaitingLabels = (on: Connection, projectId: number, taskIds: readonly number[]) =>
  readRows(on, waitingLabel)`
    SELECT tc.task_id AS "taskId", tc.candidate_id AS "candidateId", EXISTS (
      SELECT FROM task_candidate other JOIN task t ON t.project_id = other.project_id AND t.id = other.task_id
      JOIN open_round o ON o.project_id = t.project_id AND o.task_id = t.id
      WHERE other.project_id = tc.project_id AND other.candidate_id = tc.candidate_id AND t.submitted < t.quota
    ) AS "isAsked", EXISTS (
      SELECT FROM task_candidate other JOIN task t ON t.project_id = other.project_id AND t.id = other.task_id AND t.kind = 'rating'
      JOIN assignment a ON a.project_id = t.project_id AND a.task_id = t.id AND a.state = 'leased'
      WHERE other.project_id = tc.project_id AND other.candidate_id = tc.candidate_id
    ) AS "isCorrected"
    FROM task_candidate tc
    WHERE tc.project_id = ${projectId}::int AND tc.task_id = ANY (${[...taskIds]}::int[])
      AND NOT EXISTS (SELECT FROM label_stop s WHERE s.project_id = tc.project_id AND s.candidate_id = tc.candidate_id)
    ORDER BY tc.task_id, tc.position`

const votedCandidate = z.object({
  id: z.number(),
  imageId: z.number(),
  classId: z.number(),
  isOriginal: z.boolean(),
  /** In order of submission, without excluded raters. */
  raters: z.array(z.number()),
  answers: z.array(z.number()),
  excludedRaters: z.array(z.number()),
})
export type VotedCandidate = z.infer<typeof votedCandidate>

export const readVotedCandidates = (on: Connection, projectId: number, imageIds: readonly number[]) =>
  readRows(on, votedCandidate)`
    SELECT c.id, c.image_id AS "imageId", c.class_id AS "classId", c.is_original AS "isOriginal",
      coalesce(v.raters, '{}') AS raters, coalesce(v.answers, '{}') AS answers, coalesce(v.excluded_raters, '{}') AS "excludedRaters"
    FROM candidate c
    CROSS JOIN LATERAL (
      SELECT array_agg(v.rater_id ORDER BY a.submitted_at, a.id) FILTER (WHERE NOT r.is_left_out) AS raters,
        array_agg(v.answer::int ORDER BY a.submitted_at, a.id) FILTER (WHERE NOT r.is_left_out) AS answers,
        array_agg(v.rater_id) FILTER (WHERE r.is_left_out) AS excluded_raters
      FROM vote v
      JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
      JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
      WHERE v.project_id = c.project_id AND v.image_id = c.image_id AND v.candidate_id = c.id
    ) v
    WHERE c.project_id = ${projectId}::int AND c.image_id = ANY (${[...imageIds]}::int[])
    ORDER BY c.image_id, c.position`

/** Leaves out excluded images. */
export const readBatchImages = (on: Connection, projectId: number, batchId: number) =>
  readValues(on, z.number())`
    SELECT DISTINCT image_id AS id FROM task t
    WHERE t.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND t.kind = 'rating' AND ${isIncluded('t')} ORDER BY 1`

/** Leaves out excluded images. The reason is null unless the label has stopped. */
export const readBatchLabels = (on: Connection, projectId: number, batchId: number) =>
  readRows(on, z.object({ candidateId: z.number(), reason: z.string().nullable() }))`
    SELECT x.candidate_id AS "candidateId", (
      SELECT s.reason FROM label_stop s WHERE s.project_id = ${projectId}::int AND s.candidate_id = x.candidate_id
    ) AS reason
    FROM (
      SELECT DISTINCT tc.candidate_id FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
      WHERE tc.project_id = ${projectId}::int AND t.batch_id = ${batchId}::int AND t.kind = 'rating' AND ${isIncluded('t')}
    ) x ORDER BY 1`

/** `open` tasks can be given to raters now. */
export const countTasksAhead = (on: Connection, projectId: number, batchId: number) =>
  getRow(on, z.object({ open: z.number(), unfinished: z.number() }))`
    SELECT count(*) FILTER (WHERE is_open)::int AS open, count(*) FILTER (WHERE submitted < quota)::int AS unfinished
    FROM task t WHERE project_id = ${projectId}::int AND batch_id = ${batchId}::int AND is_launched AND ${isIncluded('t')}`

export const countPossibleRaters = (on: Connection, projectId: number): Promise<number> =>
  getValue(on, z.number())`
    SELECT count(*)::int AS count FROM rater WHERE project_id = ${projectId}::int AND NOT is_expert AND kind <> 'imported'
      AND paused_at IS NULL AND disqualified_at IS NULL AND NOT is_left_out`

export async function readHierarchy(on: Connection, projectId: number) {
  const nodes = await readValues(on, z.number())`SELECT id FROM class WHERE project_id = ${projectId}::int ORDER BY id`
  const edges = await readRows(on, z.object({ childId: z.number(), parentId: z.number() }))`
    SELECT child_id AS "childId", parent_id AS "parentId" FROM class_parent WHERE project_id = ${projectId}::int`
  return { nodes, edges }
}

export async function readGoldenEvidence(session: CopySession, projectId: number) {
  const answers = await readColumns(session, { candidate: Int32Array, rater: Int32Array, answer: Uint8Array })`
    ${goldenAnswersOf(projectId, () => sql`true`, empty)}`
  const experts = await readValues(session, z.number())`
    SELECT id FROM rater WHERE project_id = ${projectId}::int AND is_expert`
  const candidates = await readRows(
    session,
    z.object({ id: z.number(), imageId: z.number(), isOriginal: z.boolean(), isAsked: z.boolean() }),
  )`
    SELECT c.id, c.image_id AS "imageId", c.is_original AS "isOriginal", EXISTS (
      SELECT FROM task_candidate k JOIN task t ON t.project_id = k.project_id AND t.id = k.task_id
      WHERE k.project_id = c.project_id AND k.candidate_id = c.id AND t.kind = 'rating') AS "isAsked"
    FROM candidate c
    WHERE c.project_id = ${projectId}::int AND c.id = ANY (${[...new Set(answers.candidate)]}::int[]) ORDER BY c.id`
  const chosen = await readValues(session, z.number())`${chosenImages(projectId, sql`true`)}`
  return { answers, experts: new Set(experts), candidates, chosen: new Set(chosen) }
}

const runRow = z.object({
  id: z.number(),
  threshold: z.number(),
  prior: z.number().nullable(),
  raterParameters: z.unknown(),
})

export const findLatestRun = (session: CopySession, projectId: number) =>
  findRow(session, runRow)`
    SELECT id, threshold, prior, rater_parameters AS "raterParameters" FROM aggregation_run
    WHERE project_id = ${projectId}::int AND ${isUsableRun} ORDER BY id DESC LIMIT 1`

/** Returns the latest usable run with a confusion matrix of two hidden classes for each rater. */
export const findRunWithMatrices = (session: CopySession, projectId: number) =>
  findRow(session, runRow)`
    SELECT id, threshold, prior, ${countedRaterParameters(projectId)} AS "raterParameters" FROM aggregation_run
    WHERE project_id = ${projectId}::int AND ${isUsableRun} AND prior > 0 AND prior < 1 AND threshold > 0 AND threshold < 1
      AND jsonb_array_length(coalesce(rater_parameters -> 'classes', '[]')) = 2
      AND jsonb_typeof(rater_parameters #> '{raters,0,probability}') = 'array'
    ORDER BY id DESC LIMIT 1`
