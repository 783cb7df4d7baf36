import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { empty, getRow, readRows, sql } from '@/lib/db/session/sql'

export interface QueueScope {
  projectId: number
  run: { id: number; threshold: number }
  classIndex: number | null
  image: number | null
  /** Images whose experts' answers this reader must not see yet. */
  hiddenImages: number[]
  /** Pairs whose label turns more rarely are left out. */
  leastChange: number
}

// Images that nobody rated are left out: no score decides about their labels.
const ratedPair = ({ run, projectId, classIndex, image }: QueueScope) => sql`
  JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
  JOIN run_image i ON i.project_id = s.project_id AND i.run_id = s.run_id AND i.image_id = c.image_id AND i.is_rated
  WHERE s.project_id = ${projectId}::int AND s.run_id = ${run.id}::int
    ${image === null ? empty : sql`AND c.image_id = ${image}::int`}
    ${
      classIndex === null
        ? empty
        : sql`AND c.class_id = (
            SELECT id FROM class WHERE project_id = ${projectId}::int AND class_index = ${classIndex}::int)`
    }`

const changeOf = ({ run }: QueueScope) =>
  sql`CASE WHEN s.score >= ${run.threshold}::float8 THEN 1 - s.score ELSE s.score END`

const mayChange = (scope: QueueScope) => sql`
  AND s.score BETWEEN ${scope.leastChange}::float8 AND 1 - ${scope.leastChange}::float8
  AND ${changeOf(scope)} >= ${scope.leastChange}::float8`

const differing = ({ projectId }: QueueScope) => sql`
  SELECT g.candidate_id, count(*)::int AS asked, (count(*) FILTER (WHERE g.answer = 2))::int AS yes
  FROM golden_answer g JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
  WHERE g.project_id = ${projectId}::int AND g.source = 'expert'
  GROUP BY g.candidate_id HAVING min(g.answer) < max(g.answer)`

// What experts concluded about, what this reader may not see, and images that are excluded.
const closed = ({ projectId, hiddenImages }: QueueScope) => sql`
  SELECT candidate_id FROM (
    SELECT DISTINCT ON (candidate_id) candidate_id, conclusion FROM golden_note
    WHERE project_id = ${projectId}::int AND conclusion IS NOT NULL ORDER BY candidate_id, id DESC
  ) n WHERE conclusion <> 1
  UNION ALL
  SELECT id FROM candidate WHERE project_id = ${projectId}::int AND image_id = ANY (${hiddenImages}::int[])
  UNION ALL
  SELECT c.id FROM image_exclusion e JOIN candidate c ON c.project_id = e.project_id AND c.image_id = e.image_id
  WHERE e.project_id = ${projectId}::int`

const isAdjudicated = ({ projectId }: QueueScope) => sql`EXISTS (
  SELECT FROM adjudication a WHERE a.project_id = ${projectId}::int AND a.candidate_id = s.candidate_id AND NOT a.is_undone)`

const totalRow = z.object({ pairs: z.number(), changes: z.number() })
export type QueueTotal = z.infer<typeof totalRow>

const totals = (scope: QueueScope) =>
  sql`count(*)::int AS pairs, coalesce(sum(${changeOf(scope)}), 0)::float8 AS changes`

/**
 * How many pairs may turn by their score alone, whatever has been adjudicated since, and how many labels that is expected
 * to change. It is the same for as long as there is the run. Reads some ten thousand rows of a large one.
 */
export async function findScoreTotal(scope: QueueScope, db: Db = prisma): Promise<QueueTotal> {
  return getRow(db, totalRow)`
    SELECT ${totals(scope)} FROM score s ${ratedPair(scope)} ${mayChange(scope)}`
}

/** Those of them that are adjudicated or closed, or on which experts differ. Reads only such pairs. */
export async function findTakenTotal(scope: QueueScope, db: Db = prisma): Promise<QueueTotal> {
  return getRow(db, totalRow)`
    WITH taken AS MATERIALIZED (
      SELECT candidate_id FROM adjudication WHERE project_id = ${scope.projectId}::int AND NOT is_undone
      UNION ${closed(scope)} UNION SELECT candidate_id FROM (${differing(scope)}) d
    )
    SELECT ${totals(scope)}
    FROM taken t JOIN score s ON s.candidate_id = t.candidate_id ${ratedPair(scope)} ${mayChange(scope)}`
}

const pairRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  position: z.number(),
  score: z.number(),
  labelCount: z.number(),
  asked: z.number().nullable(),
  yes: z.number().nullable(),
})
export type OpenPairRow = z.infer<typeof pairRow>

const columns = sql`
  c.id AS "candidateId", c.image_id AS "imageId", c.position, s.score, i.label_count AS "labelCount"`

/** Open pairs on which experts differ, in the order of the files. */
export async function findDifferingPairs(scope: QueueScope, db: Db = prisma): Promise<OpenPairRow[]> {
  return readRows(db, pairRow)`
    SELECT ${columns}, d.asked, d.yes
    FROM (${differing(scope)}) d JOIN score s ON s.candidate_id = d.candidate_id ${ratedPair(scope)}
      AND s.candidate_id NOT IN (${closed(scope)}) AND NOT ${isAdjudicated(scope)}
    ORDER BY c.position`
}

/** Open pairs on one side of the threshold on which experts do not differ, the nearest to it first; walks along the scores' index. */
export async function findPairsBeside(
  scope: QueueScope,
  side: 'below' | 'above',
  { limit, without }: { limit: number; without: number[] },
  db: Db = prisma,
): Promise<OpenPairRow[]> {
  const { run, leastChange } = scope
  const range =
    side === 'below'
      ? sql`AND s.score < ${run.threshold}::float8 AND s.score >= ${leastChange}::float8`
      : sql`AND s.score >= ${run.threshold}::float8 AND s.score <= 1 - ${leastChange}::float8`
  const order = side === 'below' ? sql`s.score DESC` : sql`s.score`
  return readRows(db, pairRow)`
    SELECT ${columns}, NULL::int AS asked, NULL::int AS yes FROM score s ${ratedPair(scope)} ${range}
      AND s.candidate_id NOT IN (${closed(scope)}) AND NOT ${isAdjudicated(scope)}
      AND s.candidate_id NOT IN (SELECT candidate_id FROM (${differing(scope)}) d)
      AND s.candidate_id <> ALL (${without}::int[])
    ORDER BY ${order}, c.position LIMIT ${limit}::int`
}
