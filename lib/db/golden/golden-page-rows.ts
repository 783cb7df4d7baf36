import { z } from 'zod'
import type { AskedOnPage } from '@/lib/contracts/class-page'
import { projectImage } from '@/lib/contracts/images/image'
import { type Db, prisma } from '@/lib/db/client'
import { isIncluded } from '@/lib/db/session/row-conditions'
import { classShownTo, expertClass } from '@/lib/db/session/shown-class'
import { findRow, getRow, getValue, readRows, readValues, runSql, sql, storedAnswer } from '@/lib/db/session/sql'

interface Expert {
  projectId: number
  raterId: number
}

const openRow = z.object({ candidateId: z.number(), classId: z.number() })

const own = ({ projectId, raterId }: Expert) => sql`
  SELECT FROM golden_answer a WHERE a.project_id = ${projectId}::int AND a.candidate_id = c.id
    AND a.rater_id = ${raterId}::int AND a.source = 'expert'`

/**
 * Returns classes with the most golden candidates first, so that one description serves many pictures; otherwise the
 * order is pseudo-random. It reveals nothing about anyone's answers.
 */
export async function findOpenGoldenCandidates(
  expert: Expert,
  { without, limit }: { without: number[]; limit: number },
) {
  const { projectId, raterId } = expert
  const drawn = sql`${`${projectId}.${raterId}.`}::text`
  return readRows(prisma, openRow)`
    SELECT c.id AS "candidateId", c.class_id AS "classId"
    FROM (
      SELECT c.id, c.class_id, count(*) OVER (PARTITION BY c.class_id) AS asked
      FROM golden_image g JOIN candidate c ON c.project_id = g.project_id AND c.image_id = g.image_id
      WHERE g.project_id = ${projectId}::int AND ${isIncluded('g')}
    ) c
    WHERE c.id <> ALL (${without}::int[]) AND NOT EXISTS (${own(expert)})
    ORDER BY c.asked DESC, md5(${drawn} || c.class_id), c.class_id, md5(${drawn} || '.' || c.id), c.id
    LIMIT ${limit}::int`
}

export const countGoldenCandidates = (expert: Expert) =>
  getRow(prisma, z.object({ total: z.number(), done: z.number(), canReopen: z.boolean() }))`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE EXISTS (${own(expert)})))::int AS done,
      coalesce(bool_or(EXISTS (${own(expert)} AND a.asked IS NOT NULL)), false) AS "canReopen"
    FROM golden_image g JOIN candidate c ON c.project_id = g.project_id AND c.image_id = g.image_id
    WHERE g.project_id = ${expert.projectId}::int AND ${isIncluded('g')}`

export const findGoldenImageIds = (projectId: number) =>
  readValues(prisma, z.number())`SELECT image_id FROM golden_image g
    WHERE g.project_id = ${projectId}::int AND ${isIncluded('g')}`

const pictureRow = projectImage.pick({ contentHash: true, width: true, height: true, license: true }).extend({
  candidateId: z.number(),
  imageId: z.number(),
  classId: z.number(),
  shown: expertClass,
})
export type PagePictureRow = z.infer<typeof pictureRow>

/** Returns what may be shown of candidates on pages: their pictures, and their classes as described to this rater. */
export async function findPagePictures({ projectId, raterId }: Expert, candidateIds: number[]) {
  const rows = await readRows(prisma, pictureRow)`
    SELECT c.id AS "candidateId", c.image_id AS "imageId", c.class_id AS "classId", i.content_hash AS "contentHash",
      i.width, i.height, i.license, ${classShownTo(projectId, raterId)} AS shown
    FROM candidate c
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    WHERE c.project_id = ${projectId}::int AND c.id = ANY (${candidateIds}::int[])`
  return new Map(rows.map((row) => [row.candidateId, row]))
}

export const findGoldenCandidateIds = (projectId: number, candidateIds: number[], db: Db) =>
  readValues(db, z.number())`
    SELECT c.id FROM candidate c
    JOIN golden_image g ON g.project_id = c.project_id AND g.image_id = c.image_id
    WHERE c.project_id = ${projectId}::int AND c.id = ANY (${candidateIds}::int[])`

/** Returns whether an expert's page with this name is stored, even if its answers have changed since. */
export async function hasGoldenPage({ projectId, raterId }: Expert, page: string, db: Db): Promise<boolean> {
  const isOf = (table: 'golden_answer' | 'golden_answer_history') => sql`
    SELECT FROM ${table === 'golden_answer' ? sql`golden_answer` : sql`golden_answer_history`} x
    WHERE x.project_id = ${projectId}::int AND x.rater_id = ${raterId}::int AND x.asked ->> 'page' = ${page}`
  return getValue(db, z.boolean())`
    SELECT EXISTS (${isOf('golden_answer')}) OR EXISTS (${isOf('golden_answer_history')})`
}

export interface GoldenPageAnswer {
  candidateId: number
  /** Answer as stored. */
  answer: number
  asked: AskedOnPage
}

/**
 * Stores an expert's answers of a page. A changed answer moves the previous one to the history under its image's
 * revision, which is raised; if the image has not been answered as a whole yet, under revisions below -1, the latest
 * last. An image counts as answered once its last candidate is, and a rater who answers becomes an expert. The expert
 * must be locked.
 */
export async function writeGoldenPage({ projectId, raterId }: Expert, said: GoldenPageAnswer[], db: Db): Promise<void> {
  const given = sql`
    SELECT * FROM unnest(${said.map((one) => one.candidateId)}::int[], ${said.map((one) => one.answer)}::int[],
      ${said.map((one) => JSON.stringify(one.asked))}::text[]) AS said (candidate_id, answer, asked)`
  const changed = sql`
    SELECT a.*, c.image_id FROM golden_answer a JOIN (${given}) said USING (candidate_id)
    JOIN candidate c ON c.project_id = a.project_id AND c.id = a.candidate_id
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.source = 'expert'
      AND a.answer <> said.answer`
  await runSql(db)`
    INSERT INTO golden_answer_history (project_id, candidate_id, rater_id, revision, answer, answered_at, asked)
    SELECT a.project_id, a.candidate_id, a.rater_id, coalesce(v.revision, (
      SELECT coalesce(max(h.revision), -1000) + 1 FROM golden_answer_history h
      WHERE h.project_id = a.project_id AND h.candidate_id = a.candidate_id AND h.rater_id = a.rater_id
    )), a.answer, a.answered_at, a.asked
    FROM (${changed}) a
    LEFT JOIN golden_visit v ON v.project_id = a.project_id AND v.image_id = a.image_id AND v.rater_id = a.rater_id`
  await runSql(db)`
    UPDATE golden_visit v SET revision = v.revision + 1, submitted_at = now() FROM (${changed}) a
    WHERE v.project_id = ${projectId}::int AND v.image_id = a.image_id AND v.rater_id = ${raterId}::int`
  await runSql(db)`
    INSERT INTO golden_answer AS a (project_id, candidate_id, rater_id, source, answer, answered_at, asked)
    SELECT ${projectId}::int, said.candidate_id, ${raterId}::int, 'expert', said.answer, now(), said.asked::jsonb
    FROM (${given}) said
    ON CONFLICT (project_id, candidate_id, rater_id, source)
    DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at, asked = excluded.asked
    WHERE a.answer <> excluded.answer`
  await runSql(db)`
    INSERT INTO golden_visit (project_id, image_id, rater_id)
    SELECT DISTINCT ${projectId}::int, g.image_id, ${raterId}::int
    FROM (${given}) said
    JOIN candidate asked ON asked.project_id = ${projectId}::int AND asked.id = said.candidate_id
    JOIN golden_image g ON g.project_id = asked.project_id AND g.image_id = asked.image_id
    WHERE NOT EXISTS (SELECT FROM candidate c WHERE c.project_id = g.project_id AND c.image_id = g.image_id
      AND NOT EXISTS (${own({ projectId, raterId })}))
    ON CONFLICT DO NOTHING`
  await runSql(db)`
    UPDATE rater SET is_expert = true WHERE project_id = ${projectId}::int AND id = ${raterId}::int AND NOT is_expert`
}

/** Returns the page that an expert answered last, by position; empty if the last answer was given image first. */
export async function findLastGoldenPage({ projectId, raterId }: Expert) {
  const last = await findRow(prisma, z.object({ page: z.string() }))`
    SELECT asked ->> 'page' AS page FROM golden_answer
    WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND source = 'expert' AND asked IS NOT NULL
    ORDER BY answered_at DESC LIMIT 1`
  if (!last) return []
  return readRows(prisma, z.object({ candidateId: z.number(), answer: storedAnswer }))`
    SELECT a.candidate_id AS "candidateId", a.answer FROM golden_answer a
    JOIN candidate c ON c.project_id = a.project_id AND c.id = a.candidate_id
    JOIN golden_image g ON g.project_id = c.project_id AND g.image_id = c.image_id
    WHERE a.project_id = ${projectId}::int AND a.rater_id = ${raterId}::int AND a.source = 'expert'
      AND a.asked ->> 'page' = ${last.page} AND ${isIncluded('g')}
    ORDER BY (a.asked ->> 'position')::int`
}
