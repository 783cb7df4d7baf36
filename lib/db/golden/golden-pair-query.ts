import { z } from 'zod'
import { classFacts } from '@/lib/contracts/classes/class'
import { goldenPairDetail } from '@/lib/contracts/golden/golden-discussion'
import { listedPicture } from '@/lib/contracts/images/picture'
import { type Db, prisma } from '@/lib/db/client'
import type { GoldenNote } from '@/lib/db/generated/client'
import { findRow, getValue, readRows, rowOf } from '@/lib/db/session/sql'

const summaryRow = z.object({
  candidateId: z.number(),
  name: z.string(),
  ...listedPicture,
  notes: z.number(),
})

export async function findPairSummaries(projectId: number, candidateIds: number[]) {
  const rows = await readRows(prisma, summaryRow)`
    SELECT c.id AS "candidateId", l.name, i.content_hash AS "contentHash", i.credit, i.license,
      (SELECT count(*)::int FROM golden_note n WHERE n.project_id = c.project_id AND n.candidate_id = c.id) AS notes
    FROM candidate c
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    WHERE c.project_id = ${projectId}::int AND c.id = ANY(${candidateIds}::int[])`
  return new Map(rows.map((row) => [row.candidateId, row]))
}

const pairRow = z.object({
  candidateId: z.number(),
  ...classFacts.pick({ name: true, externalId: true, index: true, otherNames: true, gloss: true, path: true }).shape,
})

export const findPair = (projectId: number, imageId: number, classId: number) =>
  findRow(prisma, pairRow)`
    SELECT c.id AS "candidateId", l.name, l.external_id AS "externalId", l.class_index AS index,
      coalesce(l.other_names, '{}') AS "otherNames", l.gloss, coalesce(l.path, '{}') AS path
    FROM candidate c JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    WHERE c.project_id = ${projectId}::int AND c.image_id = ${imageId}::int AND c.class_id = ${classId}::int`

const answerRow = rowOf(goldenPairDetail.shape.answers.element.omit({ earlier: true }))

/** An expert's name is the account's, else the one in files, else the number. */
export const findPairAnswers = (projectId: number, candidateId: number, db: Db = prisma) =>
  readRows(db, answerRow)`
    SELECT g.rater_id AS "raterId", coalesce(u.name, r.external_id, 'Expert ' || r.id) AS name,
      r.kind = 'simulated' AS "isSimulated", g.answer, g.answered_at AS "answeredAt"
    FROM golden_answer g
    JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
    LEFT JOIN rater_identity d ON d.project_id = r.project_id AND d.rater_id = r.id
    LEFT JOIN app_user u ON u.id = d.user_id
    WHERE g.project_id = ${projectId}::int AND g.candidate_id = ${candidateId}::int AND g.source = 'expert'
    ORDER BY name, g.rater_id`

export const findEarlierAnswers = (projectId: number, candidateId: number) =>
  prisma.goldenAnswerHistory.findMany({
    where: { projectId, candidateId },
    select: { raterId: true, answer: true, replacedAt: true },
    orderBy: { revision: 'asc' },
  })

export const findGoldenNotes = (projectId: number, candidateId: number) =>
  prisma.goldenNote.findMany({
    where: { projectId, candidateId },
    select: { id: true, author: true, text: true, conclusion: true, createdAt: true },
    orderBy: { id: 'asc' },
  })

/** Of two notes, the higher number is newer. The project must be locked. */
export async function insertGoldenNote(note: Omit<GoldenNote, 'id' | 'createdAt'>, db: Db): Promise<number> {
  const { projectId, candidateId, userId, author, text, conclusion } = note
  return getValue(db, z.number())`
    INSERT INTO golden_note (project_id, id, candidate_id, user_id, author, text, conclusion)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${candidateId}::int, ${userId}::uuid, ${author}, ${text},
      ${conclusion}::smallint
    FROM golden_note WHERE project_id = ${projectId}::int RETURNING id`
}
