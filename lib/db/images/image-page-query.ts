import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { imageCount } from '@/lib/db/session/project-counts'
import { findRow, getRow, getValue, readValues, sql } from '@/lib/db/session/sql'
import { imageAddress, showsAllByPosition } from '@/lib/domain/images/image-filter'
import { type ImageScope, isNamed, isNarrow, shownImages, shownImagesOf } from './image-filter-sql'

const listRow = z.object({ total: z.number(), page: z.number(), ids: z.array(z.number()) })

/** Reads along the index from the nearer end. The limit of the other subquery is 0, so it reads nothing. */
const findPageOfAll = (projectId: number, { page, pageSize }: PageWanted) =>
  getRow(prisma, listRow)`
    WITH position AS (
      SELECT total, page, (page - 1) * ${pageSize}::int AS before, greatest(0, least(${pageSize}::int, total - (page - 1) * ${pageSize}::int)) AS size
      FROM (SELECT ${imageCount(sql`${projectId}::int`)} AS total) counted,
        LATERAL (SELECT least(${page}::int, greatest(1, ceil(total / ${pageSize}::float8)))::int AS page) here
    )
    SELECT total, page, ARRAY(
      SELECT i.id FROM (
        (SELECT position FROM image WHERE project_id = ${projectId}::int ORDER BY position
          LIMIT (SELECT CASE WHEN 2 * before <= total THEN size ELSE 0 END FROM position) OFFSET (SELECT before FROM position))
        UNION ALL
        (SELECT position FROM image WHERE project_id = ${projectId}::int ORDER BY position DESC
          LIMIT (SELECT CASE WHEN 2 * before <= total THEN 0 ELSE size END FROM position)
          OFFSET (SELECT greatest(0, total - before - size) FROM position))
      ) p, LATERAL (SELECT id FROM image WHERE project_id = ${projectId}::int AND position = p.position OFFSET 0) i
      ORDER BY p.position
    ) AS ids FROM position`

export const countImages = (scope: ImageScope, db: Db = prisma): Promise<number> => {
  const { from, where } = shownImagesOf(scope)
  return getValue(db, z.number())`SELECT count(*)::int FROM ${from} WHERE ${where}`
}

/** If more images than this have a part of a name, the list is not built from their ids. */
const fewNames = 10_000

/** Finds the images with the part of a name; null if there are many, after reading no more than `few` of them. */
export async function findImagesIfFew(
  { projectId, filter: { name } }: ImageScope,
  db: Db = prisma,
  few = fewNames,
): Promise<number[] | null> {
  const ids = await getValue(db, z.array(z.number()))`
    SELECT ARRAY(SELECT i.id FROM image i WHERE i.project_id = ${projectId}::int AND ${isNamed(name)} LIMIT ${few + 1}::int)`
  return ids.length > few ? null : ids
}

interface PageWanted {
  page: number
  pageSize: number
}

/** A page of a list. The total is null if more images follow, or if the page is past the end. */
interface ListedPage {
  total: number | null
  page: number
  ids: number[]
}

/**
 * Reads a page of a filter that may show most images along the index of their order, so that no list of a million images
 * is built, sorted or counted. One image more tells whether the page is the last, whose end is the total.
 */
async function findPageOfMany(scope: ImageScope, { page, pageSize }: PageWanted): Promise<ListedPage> {
  const { id, rising, from, where } = shownImagesOf(scope)
  const ids = await getValue(prisma, z.array(z.number()))`
    SELECT ARRAY(SELECT ${id} FROM ${from} WHERE ${where} ORDER BY ${rising}
      LIMIT ${pageSize + 1}::int OFFSET (${page}::bigint - 1) * ${pageSize}::int)`
  const isLast = ids.length <= pageSize && (ids.length > 0 || page === 1)
  return { total: isLast ? (page - 1) * pageSize + ids.length : null, page, ids: ids.slice(0, pageSize) }
}

/**
 * A page past the end is the last one, if the total is known. A narrow filter's list is built once for both the count
 * and the page, so that the planner does not gamble on finding a page early.
 */
export async function findImagePage(scope: ImageScope, { page, pageSize }: PageWanted): Promise<ListedPage> {
  if (showsAllByPosition(scope.filter)) return findPageOfAll(scope.projectId, { page, pageSize })
  if (!isNarrow(scope)) return findPageOfMany(scope, { page, pageSize })
  return getRow(prisma, listRow)`
    WITH shown AS MATERIALIZED (${shownImages(scope)}),
    position AS (
      SELECT total, least(${page}::int, greatest(1, ceil(total / ${pageSize}::float8)))::int AS page
      FROM (SELECT count(*)::int AS total FROM shown) counted
    )
    SELECT total, page, ARRAY(
      SELECT id FROM shown ORDER BY sort, position LIMIT ${pageSize}::int OFFSET (SELECT (page - 1) * ${pageSize}::int FROM position)
    ) AS ids FROM position`
}

const neighbourRow = z.object({
  isShown: z.boolean(),
  before: z.number(),
  previousId: z.number().nullable(),
  nextId: z.number().nullable(),
})

/** Counts the images before this one from the nearer end of the index of positions. */
async function findNeighboursOfAll(projectId: number, imageId: number) {
  const images = sql`FROM image WHERE project_id = ${projectId}::int AND position`
  const here = sql`(SELECT position FROM here)`
  return getRow(prisma, neighbourRow)`
    WITH here AS MATERIALIZED (
      SELECT position, ${imageCount(sql`${projectId}::int`)} AS total FROM image
      WHERE project_id = ${projectId}::int AND id = ${imageId}::int
    )
    SELECT EXISTS (SELECT FROM here) AS "isShown",
      coalesce((SELECT CASE WHEN 2 * position <= total THEN (SELECT count(*)::int ${images} < ${here})
        ELSE total - (SELECT count(*)::int ${images} >= ${here}) END FROM here), 0) AS before,
      (SELECT id ${images} < ${here} ORDER BY position DESC LIMIT 1) AS "previousId",
      (SELECT id ${images} > ${here} ORDER BY position LIMIT 1) AS "nextId"`
}

const middle = z.object({ sort: z.number(), position: z.number() })

/** Length of a list, and the sort key of an image near its middle. */
export interface ListShape extends z.infer<typeof middle> {
  total: number
}

/** Returns null if the list is shorter. */
export const findImageAfter = (scope: ImageScope, before: number) => {
  const { position, sort, rising, from, where } = shownImagesOf(scope)
  return findRow(prisma, middle)`
    SELECT ${sort ?? sql`0`}::float8 AS sort, ${position} AS position FROM ${from} WHERE ${where}
    ORDER BY ${rising} LIMIT 1 OFFSET ${before}::int`
}

/** The same for a filter that may show most images; with a known shape, counts only the smaller part of the list. */
async function findNeighboursOfMany(scope: ImageScope, imageId: number, shape: ListShape | null) {
  const { id, position, sort, rising, from, where } = shownImagesOf(scope)
  const all = shownImagesOf({ ...scope, filter: { ...imageAddress.initial, order: scope.filter.order } })
  const key = sort ? sql`(${sort}, ${position})` : position
  const here = sort ? sql`(SELECT sort, position FROM here)` : sql`(SELECT position FROM here)`
  const falling = sort ? sql`${sort} DESC, ${position} DESC` : sql`${position} DESC`
  const shown = sql`FROM ${from} WHERE ${where}`
  const countBefore = sql`(SELECT count(*)::int ${shown} AND ${key} < ${here})`
  const before =
    shape === null
      ? countBefore
      : sql`coalesce((SELECT CASE WHEN (sort, position) < (${shape.sort}::float8, ${shape.position}::int) THEN ${countBefore}
          ELSE ${shape.total}::int - (SELECT count(*)::int ${shown} AND ${key} >= ${here}) END FROM here), 0)`
  return getRow(prisma, neighbourRow)`
    WITH here AS MATERIALIZED (
      SELECT ${all.sort ?? sql`0`} AS sort, ${all.position} AS position FROM ${all.from} WHERE ${all.where} AND ${all.id} = ${imageId}::int
    )
    SELECT EXISTS (SELECT ${shown} AND ${id} = ${imageId}::int) AS "isShown",
      ${before} AS before,
      (SELECT ${id} ${shown} AND ${key} < ${here} ORDER BY ${falling} LIMIT 1) AS "previousId",
      (SELECT ${id} ${shown} AND ${key} > ${here} ORDER BY ${rising} LIMIT 1) AS "nextId"`
}

/** If the list does not show the image, these are the neighbors of the position that it would have. */
export async function findNeighbours(scope: ImageScope, imageId: number, shape: ListShape | null = null) {
  if (showsAllByPosition(scope.filter)) return findNeighboursOfAll(scope.projectId, imageId)
  if (!isNarrow(scope)) return findNeighboursOfMany(scope, imageId, shape)
  const all = { ...scope, filter: { ...imageAddress.initial, order: scope.filter.order } }
  return getRow(prisma, neighbourRow)`
    WITH shown AS MATERIALIZED (${shownImages(scope)}),
    here AS (SELECT sort, position FROM (${shownImages(all)}) one WHERE id = ${imageId}::int)
    SELECT EXISTS (SELECT FROM shown WHERE id = ${imageId}::int) AS "isShown",
      (SELECT count(*)::int FROM shown s, here h WHERE (s.sort, s.position) < (h.sort, h.position)) AS before,
      (SELECT s.id FROM shown s, here h WHERE (s.sort, s.position) < (h.sort, h.position)
        ORDER BY s.sort DESC, s.position DESC LIMIT 1) AS "previousId",
      (SELECT s.id FROM shown s, here h WHERE (s.sort, s.position) > (h.sort, h.position)
        ORDER BY s.sort, s.position LIMIT 1) AS "nextId"`
}

export const findShownImageIds = (scope: ImageScope, db: Db): Promise<number[]> =>
  readValues(db, z.number())`SELECT id FROM (${shownImages(scope)}) shown ORDER BY id`

export const findKnownImageIds = (projectId: number, ids: number[], db: Db = prisma): Promise<number[]> =>
  readValues(db, z.number())`
    SELECT id FROM image WHERE project_id = ${projectId}::int AND id = ANY(${ids}::int[]) ORDER BY id`
