import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { getRow } from '@/lib/db/session/sql'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { type ImageScope, shownImages } from './image-filter-sql'

const listRow = z.object({ total: z.number(), page: z.number(), ids: z.array(z.number()) })

/**
 * How many images a filter shows, and the ids of a page of them in the filter's order; a page past the end is the last one.
 * The list is made once for both, so that no plan bets on finding a page early.
 */
export async function findImagePage(
  scope: ImageScope,
  { page, pageSize }: { page: number; pageSize: number },
  db: Db = prisma,
) {
  return getRow(db, listRow)`
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

/**
 * What stands around an image in the filtered list, whether or not the list shows it: where it does not, around the position
 * that it would have.
 */
export async function findNeighbours(scope: ImageScope, imageId: number, db: Db = prisma) {
  const all = { ...scope, filter: { ...imageAddress.initial, order: scope.filter.order } }
  return getRow(db, neighbourRow)`
    WITH shown AS MATERIALIZED (${shownImages(scope)}),
    here AS (SELECT sort, position FROM (${shownImages(all)}) one WHERE id = ${imageId}::int)
    SELECT EXISTS (SELECT FROM shown WHERE id = ${imageId}::int) AS "isShown",
      (SELECT count(*)::int FROM shown s, here h WHERE (s.sort, s.position) < (h.sort, h.position)) AS before,
      (SELECT s.id FROM shown s, here h WHERE (s.sort, s.position) < (h.sort, h.position)
        ORDER BY s.sort DESC, s.position DESC LIMIT 1) AS "previousId",
      (SELECT s.id FROM shown s, here h WHERE (s.sort, s.position) > (h.sort, h.position)
        ORDER BY s.sort, s.position LIMIT 1) AS "nextId"`
}
