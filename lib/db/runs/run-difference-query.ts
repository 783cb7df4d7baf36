import { z } from 'zod'
import type { runChanges } from '@/lib/contracts/runs/run'
import { labelDifference } from '@/lib/contracts/runs/run'
import { type Db, prisma } from '@/lib/db/client'
import { getValue, readRows, sql } from '@/lib/db/session/sql'

export interface RunPair {
  projectId: number
  a: number
  b: number
}

const classFields = z.object({ name: z.string(), externalId: z.string().nullable(), index: z.number().nullable() })

/** Labels that one of two runs keeps and the other does not, as (class_id, image_id, is_gained): gained is kept by b alone. */
const differing = ({ projectId, a, b }: RunPair) => sql`
  SELECT coalesce(o.class_id, n.class_id) AS class_id, coalesce(o.image_id, n.image_id) AS image_id,
    o.class_id IS NULL AS is_gained
  FROM (SELECT class_id, image_id FROM run_label WHERE project_id = ${projectId}::int AND run_id = ${a}::int) o
  FULL JOIN (SELECT class_id, image_id FROM run_label WHERE project_id = ${projectId}::int AND run_id = ${b}::int) n
    ON n.class_id = o.class_id AND n.image_id = o.image_id
  WHERE o.class_id IS NULL OR n.class_id IS NULL`

const classRow = z.object({ class: classFields, gained: z.number(), lost: z.number() })

/** How many labels of each class differ, the class with the most first; equal ones by their index. */
export async function countDifferencesByClass(pair: RunPair, db: Db = prisma) {
  return readRows(db, classRow)`
    SELECT jsonb_build_object('name', k.name, 'externalId', k.external_id, 'index', k.class_index) AS class, d.gained, d.lost
    FROM (
      SELECT class_id, (count(*) FILTER (WHERE is_gained))::int AS gained,
        (count(*) FILTER (WHERE NOT is_gained))::int AS lost
      FROM (${differing(pair)}) l GROUP BY class_id
    ) d
    JOIN class k ON k.project_id = ${pair.projectId}::int AND k.id = d.class_id
    ORDER BY d.gained + d.lost DESC, k.class_index`
}

export async function countDifferingImages(pair: RunPair, db: Db = prisma): Promise<number> {
  return getValue(db, z.number())`
    SELECT count(DISTINCT image_id)::int AS count FROM (${differing(pair)}) d`
}

const differenceRow = z.object({
  ...labelDifference.omit({ change: true, votes: true, holds: true }).shape,
  /** Null for a label that was never proposed: the original one of an image that one run found rated. */
  candidateId: z.number().nullable(),
  isGained: z.boolean(),
})

interface DifferenceScope {
  change: (typeof runChanges)[number] | null
  /** These candidates only; null for all. */
  candidateIds: readonly number[] | null
  limit: number
  offset: number
}

/** Labels that differ, the greatest change of score first, equal ones by image and class. */
export async function findDifferences(
  pair: RunPair,
  { change, candidateIds, limit, offset }: DifferenceScope,
  db: Db = prisma,
) {
  const { projectId, a, b } = pair
  const isWanted = change === null ? sql`true` : sql`d.is_gained = ${change === 'gained'}`
  const isAmong = candidateIds === null ? sql`true` : sql`c.id = ANY(${[...candidateIds]}::int[])`
  return readRows(db, differenceRow)`
    WITH page AS (
      SELECT c.id, d.image_id, d.class_id, d.is_gained, s.score AS score_a, t.score AS score_b
      FROM (${differing(pair)}) d
      LEFT JOIN candidate c ON c.project_id = ${projectId}::int AND c.image_id = d.image_id AND c.class_id = d.class_id
      LEFT JOIN score s ON s.project_id = ${projectId}::int AND s.run_id = ${a}::int AND s.candidate_id = c.id
      LEFT JOIN score t ON t.project_id = ${projectId}::int AND t.run_id = ${b}::int AND t.candidate_id = c.id
      WHERE ${isWanted} AND ${isAmong}
      ORDER BY abs(t.score - s.score) DESC NULLS LAST, d.image_id, d.class_id
      LIMIT ${limit}::int OFFSET ${offset}::int
    )
    SELECT p.id AS "candidateId", p.image_id AS "imageId", i.file_name AS "fileName", i.content_hash AS "contentHash",
      i.credit, i.license,
      jsonb_build_object('name', k.name, 'externalId', k.external_id, 'index', k.class_index) AS class,
      coalesce(i.original_class_id = p.class_id, false) AS "isOriginal", p.is_gained AS "isGained",
      p.score_a AS "scoreA", p.score_b AS "scoreB"
    FROM page p
    JOIN image i ON i.project_id = ${projectId}::int AND i.id = p.image_id
    JOIN class k ON k.project_id = ${projectId}::int AND k.id = p.class_id
    ORDER BY abs(p.score_b - p.score_a) DESC NULLS LAST, p.image_id, p.class_id`
}
