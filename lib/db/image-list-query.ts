import { z } from 'zod'
import type { ImageFilter } from '@/lib/domain/image-filter'
import { type Db, prisma } from './client'
import { Prisma } from './generated/client'

export interface ImageScope {
  projectId: number
  /** Null when nothing has been aggregated: filters on what a run says then find nothing to hold on to and are left out. */
  runId: number | null
  filter: ImageFilter
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`)

/**
 * The images a filter shows as (id, position). What a run says is read from run_image, whose indexes lead with the run and
 * end with the position; the image table is joined only for what it alone knows.
 */
function shown({ projectId, runId, filter }: ImageScope): Prisma.Sql {
  const asksRun =
    filter.isChanged !== null ||
    filter.labels !== null ||
    filter.isRated !== null ||
    (filter.classIndex !== null && filter.classAs === 'kept')
  const usesRun = runId !== null && asksRun
  const asksImage = filter.name !== '' || (filter.classIndex !== null && filter.classAs === 'original')
  const classId = Prisma.sql`(SELECT id FROM class WHERE project_id = ${projectId}::int AND class_index = ${filter.classIndex}::int)`
  const where: Prisma.Sql[] = []
  if (usesRun) {
    where.push(Prisma.sql`r.project_id = ${projectId}::int AND r.run_id = ${runId}::int`)
    if (filter.isChanged !== null) where.push(Prisma.sql`r.is_changed = ${filter.isChanged}`)
    if (filter.isRated !== null) where.push(Prisma.sql`r.is_rated = ${filter.isRated}`)
    if (filter.labels === 3) where.push(Prisma.sql`r.label_count >= 3`)
    else if (filter.labels !== null) where.push(Prisma.sql`r.label_count = ${filter.labels}::int`)
    if (filter.classIndex !== null && filter.classAs === 'kept')
      where.push(Prisma.sql`r.image_id IN (
        SELECT image_id FROM run_label WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND class_id = ${classId})`)
  } else {
    where.push(Prisma.sql`i.project_id = ${projectId}::int`)
    if (filter.isRated !== null)
      where.push(Prisma.sql`${filter.isRated} = EXISTS (
        SELECT FROM candidate c WHERE c.project_id = i.project_id AND c.image_id = i.id AND c.vote_count > 0)`)
  }
  if (filter.name !== '') where.push(Prisma.sql`i.file_name ILIKE ${`%${escapeLike(filter.name)}%`}`)
  if (filter.classIndex !== null && filter.classAs === 'original')
    where.push(Prisma.sql`i.original_class_id = ${classId}`)
  const from = !usesRun
    ? Prisma.sql`SELECT i.id, i.position FROM image i`
    : asksImage
      ? Prisma.sql`SELECT r.image_id AS id, r.position FROM run_image r JOIN image i ON i.project_id = r.project_id AND i.id = r.image_id`
      : Prisma.sql`SELECT r.image_id AS id, r.position FROM run_image r`
  return Prisma.sql`${from} WHERE ${Prisma.join(where, ' AND ')}`
}

export async function countImages(scope: ImageScope, db: Db = prisma): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM (${shown(scope)}) shown`
  return row.count
}

/** The ids of one page, in the order of the project's files. */
export async function findImageIds(
  scope: ImageScope,
  limit: number,
  offset: number,
  db: Db = prisma,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM (${shown(scope)}) shown ORDER BY position LIMIT ${limit}::int OFFSET ${offset}::int`
  return rows.map((row) => row.id)
}

const neighbourRow = z.object({
  isShown: z.boolean(),
  before: z.number(),
  previousId: z.number().nullable(),
  nextId: z.number().nullable(),
})

/** What stands around a position in the filtered list, whether or not the list shows an image at that position. */
export async function findNeighbours(scope: ImageScope, position: number, db: Db = prisma) {
  const list = shown(scope)
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT EXISTS (SELECT FROM (${list}) s WHERE s.position = ${position}::int) AS "isShown",
      (SELECT count(*)::int FROM (${list}) s WHERE s.position < ${position}::int) AS before,
      (SELECT id FROM (${list}) s WHERE s.position < ${position}::int ORDER BY s.position DESC LIMIT 1) AS "previousId",
      (SELECT id FROM (${list}) s WHERE s.position > ${position}::int ORDER BY s.position LIMIT 1) AS "nextId"`
  return neighbourRow.parse(row)
}
