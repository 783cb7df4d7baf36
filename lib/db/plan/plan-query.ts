import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { imageCount, launchedTaskCount, ratingTaskCount } from '@/lib/db/session/project-counts'
import { chosenImages } from '@/lib/db/session/row-conditions'
import { type Connection, findRow, getRow, getValue, raw, readRows, readValues, sql } from '@/lib/db/session/sql'

const sizes = z.object({
  imageCount: z.number(),
  classCount: z.number(),
  listedCandidates: z.number(),
  goldenImages: z.number(),
  raters: z.number(),
})

/** Leaves out golden images that an admin chose, and counts only raters who may answer. */
export const findPlanSizes = (projectId: number) =>
  getRow(prisma, sizes)`
    SELECT ${imageCount(sql`${projectId}::int`)} AS "imageCount",
      (SELECT count(*)::int FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL) AS "classCount",
      (SELECT count(*)::int FROM listed_candidate WHERE project_id = ${projectId}::int) AS "listedCandidates",
      (SELECT count(DISTINCT c.image_id)::int FROM golden_answer g
        JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id
        JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
        WHERE g.project_id = ${projectId}::int AND r.is_expert AND g.source = 'expert'
          AND c.image_id NOT IN (${chosenImages(projectId)})) AS "goldenImages",
      (SELECT count(*)::int FROM rater
        WHERE project_id = ${projectId}::int AND NOT is_expert AND NOT is_left_out AND paused_at IS NULL) AS raters`

export async function findPlanScale(projectId: number) {
  const project = sql`${projectId}::int`
  return getRow(prisma, z.object({ rows: z.number(), lastEvent: z.string() }))`
    SELECT ${imageCount(project)} + ${ratingTaskCount(project)} AS rows,
      coalesce((SELECT max(id) FROM audit_event WHERE project_id = ${projectId}::int), 0)::text AS "lastEvent"`
}

export const countVoted = (projectId: number) =>
  readRows(prisma, z.object({ votes: z.number(), candidates: z.number() }))`
    SELECT vote_count AS votes, count(*)::int AS candidates FROM candidate
    WHERE project_id = ${projectId}::int AND vote_count > 0 GROUP BY vote_count ORDER BY vote_count`

const counts = z.object({ predictions: z.number(), images: z.number() })

/** Each predicted image has a prediction of rank 0. */
export const countPredictions = (projectId: number, modelId: number) =>
  getRow(prisma, counts)`
    SELECT count(*)::int AS predictions, count(*) FILTER (WHERE rank = 0)::int AS images
    FROM prediction WHERE project_id = ${projectId}::int AND model_id = ${modelId}::int`

const namedClass = z.object({ index: z.number(), name: z.string() })

export async function findClassNames(projectId: number, indices: readonly number[]) {
  if (indices.length === 0) return []
  return readRows(prisma, namedClass)`
    SELECT class_index AS index, name FROM class
    WHERE project_id = ${projectId}::int AND class_index = ANY (${[...indices]}::int[]) ORDER BY class_index`
}

const row = z.object({ id: z.number(), name: z.string(), isDraft: z.boolean(), changedAt: z.date(), plan: z.unknown() })
export type PlanStartRow = z.infer<typeof row>

/** Returns the draft, else the last batch launched from one. `on` sets the snapshot: a bulk load reads its own. */
export const findPlanStart = (projectId: number, on: Connection = prisma): Promise<PlanStartRow | null> =>
  findRow(on, row)`
    SELECT id, name, state = 'draft' AS "isDraft", changed_at AS "changedAt", plan FROM batch
    WHERE project_id = ${projectId}::int AND plan IS NOT NULL
    ORDER BY state = 'draft' DESC, launched_at DESC, id DESC LIMIT 1`

export async function findPlanBasis(projectId: number, on: Connection) {
  const modelIds = await readValues(on, z.number())`
    SELECT id FROM model WHERE project_id = ${projectId}::int AND NOT is_scored_only ORDER BY id`
  const classIndices = await readValues(on, z.number())`
    SELECT class_index FROM class WHERE project_id = ${projectId}::int AND class_index IS NOT NULL ORDER BY class_index`
  const hasList = await getValue(on, z.boolean())`
    SELECT EXISTS (SELECT FROM listed_candidate WHERE project_id = ${projectId}::int) AS "hasList"`
  return { modelIds, classIndices, hasList }
}

/** Fingerprints of everything that a plan of proposals is computed from; they change with it. */
const proposalState = z.object({
  /** Models with their predictions, images with their original labels, classes with their hierarchy. */
  content: z.string(),
  /** Expert answers and conclusions, tasks launched or answered, and decisions on class pairs. */
  judgements: z.string(),
})
export type ProposalState = z.infer<typeof proposalState>

const sumOfHashes = (value: string) => raw(`coalesce(sum(hashtextextended(${value}, 0)), 0)`)

// Predictions count by their model's time of change, because reading millions of them would take as long as planning.
/** `on` determines the snapshot: a bulk load reads its own. */
export const findProposalState = (projectId: number, on: Connection = prisma): Promise<ProposalState> =>
  getRow(on, proposalState)`
  SELECT concat_ws(' ',
    (SELECT string_agg(concat_ws(':', id, name, score_kind, extract(epoch FROM changed_at)), ',' ORDER BY id)
     FROM model WHERE project_id = ${projectId}::int AND NOT is_scored_only),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', id, position, coalesce(original_class_id, -1))`)})
     FROM image WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes('image_id::text')}) FROM image_exclusion WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', id, coalesce(class_index, -1))`)})
     FROM class WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', child_id, parent_id)`)})
     FROM class_parent WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', image_id, class_id)`)})
     FROM listed_candidate WHERE project_id = ${projectId}::int)
  ) AS content,
  concat_ws(' ',
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', g.candidate_id, g.rater_id, g.answer, r.kind)`)})
     FROM golden_answer g JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id
     WHERE g.project_id = ${projectId}::int AND r.is_expert AND g.source = 'expert'),
    (SELECT concat_ws(':', count(*), max(id)) FROM golden_note WHERE project_id = ${projectId}::int AND conclusion IS NOT NULL),
    (SELECT concat_ws(':', count(*), ${sumOfHashes('image_id::text')}) FROM (${chosenImages(projectId)}) chosen),
    concat_ws(':', ${launchedTaskCount(sql`${projectId}::int`)}, (
      SELECT id FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched ORDER BY id DESC LIMIT 1)),
    (SELECT concat_ws(':', count(*), ${sumOfHashes('id::text')}) FROM task
     WHERE project_id = ${projectId}::int AND kind = 'rating' AND NOT is_launched AND submitted > 0),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', low_id, high_id, kind)`)})
     FROM class_pair WHERE project_id = ${projectId}::int)
  ) AS judgements`

const state = z.object({ lastEvent: z.string(), isAdaptive: z.boolean() })

/** Wanted answers may change with each audit event, and without one by decisions in adaptive batches. */
export const findQuotaState = (projectId: number) =>
  getRow(prisma, state)`
    SELECT coalesce((SELECT max(id) FROM audit_event WHERE project_id = ${projectId}::int), 0)::text AS "lastEvent",
      EXISTS (SELECT FROM adaptive_batch WHERE project_id = ${projectId}::int) AS "isAdaptive"`

/** Tasks that are no longer asked, because their batch was stopped or their image excluded, want what they have. */
const wanted = sql`coalesce(sum(CASE WHEN t.is_launched THEN t.quota ELSE t.submitted END), 0)::int`

export const countWantedAnswers = (projectId: number): Promise<number> =>
  getValue(prisma, z.number())`
    SELECT ${wanted} AS wanted FROM task t WHERE t.project_id = ${projectId}::int AND t.kind = 'rating'`

/** Counts for each candidate as many votes as its task wants answers. */
export const countPlannedVotes = (projectId: number): Promise<number> =>
  getValue(prisma, z.number())`
    SELECT ${wanted} AS votes
    FROM task_candidate c JOIN task t ON t.project_id = c.project_id AND t.id = c.task_id
    WHERE c.project_id = ${projectId}::int AND t.project_id = ${projectId}::int AND t.kind = 'rating'`
