import { z } from 'zod'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { labelDifference, type runChanges } from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import { type Connection, getValue, readRows, sql } from '@/lib/db/session/sql'

export interface RunPair {
  projectId: number
  a: number
  b: number
}

/** SQL for labels of only one of two runs, as (class_id, image_id, is_gained): gained labels are only in b. */
const differing = ({ projectId, a, b }: RunPair) => sql`
  SELECT coalesce(o.class_id, n.class_id) AS class_id, coalesce(o.image_id, n.image_id) AS image_id,
    o.class_id IS NULL AS is_gained
  FROM (SELECT class_id, image_id FROM run_label WHERE project_id = ${projectId}::int AND run_id = ${a}::int) o
  FULL JOIN (SELECT class_id, image_id FROM run_label WHERE project_id = ${projectId}::int AND run_id = ${b}::int) n
    ON n.class_id = o.class_id AND n.image_id = o.image_id
  WHERE o.class_id IS NULL OR n.class_id IS NULL`

const classRow = z.object({ classId: z.number(), gained: z.number(), lost: z.number() })

/** Returns classes with the most differences first, then by index. */
export const countDifferencesByClass = (pair: RunPair) =>
  readRows(prisma, classRow)`
    SELECT d.class_id AS "classId", d.gained, d.lost
    FROM (
      SELECT class_id, (count(*) FILTER (WHERE is_gained))::int AS gained,
        (count(*) FILTER (WHERE NOT is_gained))::int AS lost
      FROM (${differing(pair)}) l GROUP BY class_id
    ) d
    JOIN class k ON k.project_id = ${pair.projectId}::int AND k.id = d.class_id
    ORDER BY d.gained + d.lost DESC, k.class_index`

export const findClassLabels = (projectId: number, classIds: number[]) =>
  readRows(prisma, z.object({ id: z.number(), class: classLabel }))`
    SELECT id, jsonb_build_object('name', name, 'externalId', external_id, 'index', class_index) AS class
    FROM class WHERE project_id = ${projectId}::int AND id = ANY (${classIds}::int[])`

export const countDifferingImages = (pair: RunPair): Promise<number> =>
  getValue(prisma, z.number())`
    SELECT count(DISTINCT image_id)::int AS count FROM (${differing(pair)}) d`

/** A label that differs, by numbers, with its score in both runs. */
export const differingLabel = z.object({
  imageId: z.number(),
  classId: z.number(),
  /** Null for a label that was never proposed: the original label of an image that only one run counts as rated. */
  candidateId: z.number().nullable(),
  isGained: z.boolean(),
  scoreA: z.number().nullable(),
  scoreB: z.number().nullable(),
})
export type DifferingLabel = z.infer<typeof differingLabel>

interface DifferenceScope {
  change: (typeof runChanges)[number] | null
  /** Restricts to these candidates; null for all. */
  candidateIds: readonly number[] | null
  limit: number
  offset: number
}

/** Largest change of score first. Reads up to half a million scores image by image, in storage order. */
export async function findDifferences(
  pair: RunPair,
  { change, candidateIds, limit, offset }: DifferenceScope,
  db: Connection,
) {
  const { projectId, a, b } = pair
  const isWanted = change === null ? sql`true` : sql`d.is_gained = ${change === 'gained'}`
  const isAmong = candidateIds === null ? sql`true` : sql`c.id = ANY(${[...candidateIds]}::int[])`
  return readRows(db, differingLabel)`
    SELECT d.image_id AS "imageId", d.class_id AS "classId", c.id AS "candidateId", d.is_gained AS "isGained",
      s.score AS "scoreA", t.score AS "scoreB"
    FROM (SELECT * FROM (${differing(pair)}) found ORDER BY image_id, class_id OFFSET 0) d
    LEFT JOIN candidate c ON c.project_id = ${projectId}::int AND c.image_id = d.image_id AND c.class_id = d.class_id
    LEFT JOIN score s ON s.project_id = ${projectId}::int AND s.run_id = ${a}::int AND s.candidate_id = c.id
    LEFT JOIN score t ON t.project_id = ${projectId}::int AND t.run_id = ${b}::int AND t.candidate_id = c.id
    WHERE ${isWanted} AND ${isAmong}
    ORDER BY abs(t.score - s.score) DESC NULLS LAST, d.image_id, d.class_id
    LIMIT ${limit}::int OFFSET ${offset}::int`
}

const describedRow = z.object({
  ...labelDifference.omit({ change: true, votes: true, holds: true }).shape,
  candidateId: z.number().nullable(),
  isGained: z.boolean(),
})

/** Keeps the order, with current images and classes, and leaves out deleted images. */
export const describeDifferences = (projectId: number, labels: readonly DifferingLabel[]) =>
  readRows(prisma, describedRow)`
    SELECT d."candidateId", d."imageId", i.file_name AS "fileName", i.content_hash AS "contentHash", i.credit, i.license,
      jsonb_build_object('name', k.name, 'externalId', k.external_id, 'index', k.class_index) AS class,
      coalesce(i.original_class_id = k.id, false) AS "isOriginal", d."isGained", d."scoreA", d."scoreB"
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(labels)}::jsonb) AS ("imageId" int, "classId" int, "candidateId" int,
      "isGained" boolean, "scoreA" float8, "scoreB" float8)) WITH ORDINALITY
      d ("imageId", "classId", "candidateId", "isGained", "scoreA", "scoreB", nth)
    JOIN image i ON i.project_id = ${projectId}::int AND i.id = d."imageId"
    JOIN class k ON k.project_id = ${projectId}::int AND k.id = d."classId"
    ORDER BY d.nth`
