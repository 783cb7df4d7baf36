import { z } from 'zod'
import { suggestion } from '@/lib/contracts/classes/suggestion'
import { type Db, prisma } from '@/lib/db/client'
import { isIncluded, isOfCountedRater } from '@/lib/db/session/row-conditions'
import { getRow, getValue, readRows, readValues, rowOf, sql } from '@/lib/db/session/sql'
import type { SuggestionState } from '@/lib/domain/classes/suggestion'

// The suggested class, or the class to which an admin mapped the text.
const classOf = sql`coalesce(s.class_id, s.mapped_class_id)`

const isAsked = sql`EXISTS (
  SELECT FROM candidate c
  JOIN task_candidate tc ON tc.project_id = c.project_id AND tc.candidate_id = c.id
  JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
  WHERE c.project_id = s.project_id AND c.image_id = s.image_id AND c.class_id = ${classOf} AND t.kind = 'rating')`

const stateOf = sql`CASE WHEN s.dismissed_at IS NOT NULL THEN 'dismissed' WHEN ${isAsked} THEN 'asked' ELSE 'open' END`

const isAskable = sql`s.dismissed_at IS NULL AND ${classOf} IS NOT NULL AND ${isIncluded('s')} AND NOT ${isAsked}`

const counts = z.object({ open: z.number(), asked: z.number(), dismissed: z.number(), askable: z.number() })

export const countSuggestions = (projectId: number) =>
  getRow(prisma, counts)`
    SELECT count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'asked')::int AS asked,
      count(*) FILTER (WHERE state = 'dismissed')::int AS dismissed, count(*) FILTER (WHERE can_be_asked)::int AS askable
    FROM (SELECT ${stateOf} AS state, ${isAskable} AS can_be_asked FROM suggestion s
      WHERE s.project_id = ${projectId}::int) one`

/** True for a suggestion `s` outside the project's classes: neither mapped to a class nor dismissed. */
export const isOutsideList = sql`${classOf} IS NULL AND s.dismissed_at IS NULL`

const outsideList = z.object({ images: z.number(), of: z.number() })

/** Counts images in which raters saw something outside the project's classes, and all images that are not excluded. */
export const countOutsideList = (projectId: number) =>
  getRow(prisma, outsideList)`
    SELECT
      (SELECT count(DISTINCT s.image_id)::int FROM suggestion s
        WHERE s.project_id = ${projectId}::int AND ${isOutsideList} AND ${isIncluded('s')}
          AND EXISTS (SELECT FROM suggestion_rater r
            WHERE r.project_id = s.project_id AND r.suggestion_id = s.id AND ${isOfCountedRater('r')})) AS images,
      (SELECT count(*)::int FROM image i WHERE i.project_id = ${projectId}::int AND ${isIncluded('i', 'id')}) AS of`

export const openSuggestions = (projectId: number) => sql`
  (SELECT count(*)::int FROM suggestion s
    WHERE s.project_id = ${projectId}::int AND s.dismissed_at IS NULL AND NOT ${isAsked})`

/** Returns the suggestions of most raters first, then the newest. */
export const findSuggestions = (
  { projectId, state }: { projectId: number; state: SuggestionState },
  { limit, offset }: { limit: number; offset: number },
) =>
  readRows(prisma, rowOf(suggestion))`
    SELECT s.id, s.image_id AS "imageId", i.file_name AS "fileName", i.content_hash AS "contentHash", i.credit, i.license,
      NOT ${isIncluded('s')} AS "isExcluded", k.name AS "className", k.id AS "classId", s.text, r."raterIds", s.state,
      s.created_at AS "createdAt"
    FROM (SELECT s.*, ${stateOf} AS state FROM suggestion s WHERE s.project_id = ${projectId}::int) s
    JOIN image i ON i.project_id = s.project_id AND i.id = s.image_id
    LEFT JOIN class k ON k.project_id = s.project_id AND k.id = ${classOf}
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(r.rater_id ORDER BY r.created_at, r.rater_id), '{}') AS "raterIds" FROM suggestion_rater r
      WHERE r.project_id = s.project_id AND r.suggestion_id = s.id
    ) r
    WHERE s.state = ${state}
    ORDER BY cardinality(r."raterIds") DESC, s.created_at DESC, s.id LIMIT ${limit}::int OFFSET ${offset}::int`

export const isSuggestionAsked = (projectId: number, id: number, db: Db): Promise<boolean> =>
  getValue(db, z.boolean())`
    SELECT ${isAsked} FROM suggestion s WHERE s.project_id = ${projectId}::int AND s.id = ${id}::int`

const askableRow = z.object({ imageId: z.number(), classId: z.number() })

/** Considers all suggestions if `ids` is null. */
export const findAskable = (projectId: number, ids: number[] | null, db: Db) =>
  readRows(db, askableRow)`
    SELECT DISTINCT s.image_id AS "imageId", ${classOf} AS "classId" FROM suggestion s
    WHERE s.project_id = ${projectId}::int AND (${ids}::int[] IS NULL OR s.id = ANY (${ids}::int[])) AND ${isAskable}
    ORDER BY "imageId", "classId"`

export const findProjectsToAsk = () =>
  readValues(prisma, z.number())`
    SELECT p.id FROM project p
    WHERE p.asks_suggested AND p.archived_at IS NULL AND p.deleted_at IS NULL
      AND EXISTS (SELECT FROM suggestion s WHERE s.project_id = p.id AND ${isAskable})
    ORDER BY p.id`

export async function findSuggestionBatch(projectId: number, db: Db): Promise<number | null> {
  const [found] = await readValues(db, z.number())`
    SELECT b.id FROM suggestion s
    JOIN task t ON t.project_id = s.project_id AND t.id = s.task_id
    JOIN batch b ON b.project_id = t.project_id AND b.id = t.batch_id AND b.state = 'open'
    WHERE s.project_id = ${projectId}::int ORDER BY b.id DESC LIMIT 1`
  return found ?? null
}
