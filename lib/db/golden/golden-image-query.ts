import { z } from 'zod'
import { projectImage } from '@/lib/contracts/images/image'
import { type Db, prisma } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { classShownTo, expertClass } from '@/lib/db/session/shown-class'
import { columnsOf, readRows, readValues, type Sql, sql } from '@/lib/db/session/sql'

const stepRow = z.object({ imageId: z.number(), state: z.enum(['open', 'added', 'done']) })

const given = sql`a.source = 'expert'`
const givenOrAdjudicated = sql`a.source IN ('expert', 'adjudication')`

/** A step is `open` before the expert's first answers, `added` if there are candidates without an answer, else `done`. */
const steps = (projectId: number, raterId: number | null, isAnswer: Sql) => sql`
    SELECT g.project_id, g.image_id, g.position, CASE
      WHEN v.rater_id IS NULL THEN 'open'
      WHEN EXISTS (
        SELECT FROM candidate c WHERE c.project_id = g.project_id AND c.image_id = g.image_id AND NOT EXISTS (
          SELECT FROM golden_answer a WHERE a.project_id = c.project_id AND a.candidate_id = c.id
            AND a.rater_id = ${raterId}::int AND ${isAnswer})
      ) THEN 'added' ELSE 'done' END AS state
    FROM golden_image g
    LEFT JOIN golden_visit v ON v.project_id = g.project_id AND v.image_id = g.image_id AND v.rater_id = ${raterId}::int
    WHERE g.project_id = ${projectId}::int`

export const findGoldenSteps = (projectId: number, raterId: number | null) =>
  readRows(prisma, stepRow)`
    SELECT s.image_id AS "imageId", s.state FROM (${steps(projectId, raterId, given)}) s
    WHERE ${isIncluded('s')} ORDER BY s.position`

/**
 * Returns golden images of which a rater has not answered every candidate, excluded ones among them. They must not see
 * others' answers on these yet. An own adjudication is an answer, too: a verdict about a new candidate hides nothing.
 */
export const findUnansweredImages = async (projectId: number, raterId: number | null) =>
  new Set(
    await readValues(prisma, z.number())`
      SELECT s.image_id FROM (${steps(projectId, raterId, givenOrAdjudicated)}) s WHERE s.state <> 'done'`,
  )

const imageRow = projectImage.pick({
  ...{ id: true, contentHash: true, width: true, height: true },
  ...{ credit: true, creditUrl: true, license: true },
})

/** Returns what may be shown of images to someone who must not know their names. */
export async function findBlindImages(projectId: number, imageIds: number[]) {
  const rows = await readRows(prisma, imageRow)`
    SELECT ${columnsOf(imageRow)} FROM image WHERE project_id = ${projectId}::int AND id = ANY(${imageIds}::int[])`
  return new Map(rows.map((row) => [row.id, row]))
}

const candidateRow = z.object({
  candidateId: z.number(),
  classId: z.number(),
  shown: expertClass,
  links: z.array(z.string()),
  answer: z.number().nullable(),
})

/** Returns candidates by class, in an expert's language, with this expert's answers. */
export async function findGoldenCandidates(projectId: number, imageId: number, raterId: number, db: Db = prisma) {
  const rows = await readRows(db, candidateRow)`
    SELECT c.id AS "candidateId", c.class_id AS "classId", ${classShownTo(projectId, raterId)} AS shown, l.links, a.answer
    FROM candidate c
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    LEFT JOIN golden_answer a ON a.project_id = c.project_id AND a.candidate_id = c.id AND a.rater_id = ${raterId}::int
      AND a.source = 'expert'
    WHERE c.project_id = ${projectId}::int AND c.image_id = ${imageId}::int
    ORDER BY c.class_id`
  return rows.map(({ shown, ...row }) => ({ ...row, ...shown }))
}

export const findGoldenVisit = (projectId: number, imageId: number, raterId: number, db: Db = prisma) =>
  db.goldenVisit.findUnique({
    where: { projectId_imageId_raterId: { projectId, imageId, raterId } },
    select: { revision: true },
  })

export const findGoldenImage = (projectId: number, imageId: number, db: Db = prisma) =>
  db.goldenImage.findUnique({ where: { projectId_imageId: { projectId, imageId } }, select: { imageId: true } })
