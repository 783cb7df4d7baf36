import { z } from 'zod'
import { revealedPair } from '@/lib/contracts/adjudication/adjudication'
import { storedPicture } from '@/lib/contracts/images/picture'
import { prisma } from '@/lib/db/client'
import { classShownTo, expertClass } from '@/lib/db/session/shown-class'
import { readRows, rowOf } from '@/lib/db/session/sql'

const summaryRow = z.object({
  candidateId: z.number(),
  imageId: z.number(),
  externalId: z.string().nullable(),
  index: z.number().nullable(),
  name: z.string(),
  shown: expertClass,
  sentBy: z.string().nullable(),
  sentAt: z.date().nullable(),
  ...storedPicture.shape,
})

/** Returns what a rater may see of pairs before answering: not who proposed them, and not what others answered. */
export async function findBlindPairs(
  { projectId, raterId }: { projectId: number; raterId: number },
  candidateIds: number[],
) {
  const rows = await readRows(prisma, summaryRow)`
    SELECT c.id AS "candidateId", c.image_id AS "imageId", l.name, l.external_id AS "externalId", l.class_index AS index,
      ${classShownTo(projectId, raterId)} AS shown, i.content_hash AS "contentHash", i.width, i.height, i.credit,
      i.credit_url AS "creditUrl", i.license, u.name AS "sentBy", q.created_at AS "sentAt"
    FROM candidate c
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    LEFT JOIN adjudication_request q ON q.project_id = c.project_id AND q.candidate_id = c.id
    LEFT JOIN app_user u ON u.id = q.user_id
    WHERE c.project_id = ${projectId}::int AND c.id = ANY (${candidateIds}::int[])`
  return new Map(rows.map((row) => [row.candidateId, row]))
}

const proposedRow = z.object({
  candidateId: z.number(),
  name: z.string(),
  gloss: z.string().nullable(),
  ...{ lang: z.string(), glossLang: z.string() },
})

export const findProposedNames = ({ projectId, raterId }: { projectId: number; raterId: number }, imageId: number) =>
  readRows(prisma, proposedRow)`
    SELECT id AS "candidateId", shown ->> 'name' AS name, shown ->> 'gloss' AS gloss, shown ->> 'lang' AS lang,
      coalesce(shown ->> 'glossLang', shown ->> 'lang') AS "glossLang"
    FROM (
      SELECT c.id, ${classShownTo(projectId, raterId)} AS shown FROM candidate c
      JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
      WHERE c.project_id = ${projectId}::int AND c.image_id = ${imageId}::int
    ) proposed ORDER BY name, id`

const voteRow = rowOf(revealedPair.shape.votes.element.omit({ golden: true }))

export const findPairVotes = (
  projectId: number,
  { imageId, candidateId, readerId }: { imageId: number; candidateId: number; readerId: number },
) =>
  readRows(prisma, voteRow)`
    SELECT v.rater_id AS "raterId", v.answer, r.kind = 'simulated' AS "isSimulated", r.is_left_out AS "isExcluded",
      v.rater_id = ${readerId}::int AS "isOwn", s.is_rest AS "isRest", s.shown_ms / 1000::float8 AS seconds
    FROM vote v JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    JOIN shown_candidate s ON s.project_id = v.project_id AND s.assignment_id = v.assignment_id
      AND s.candidate_id = v.candidate_id AND s.rater_id = v.rater_id AND s.image_id = v.image_id
    WHERE v.project_id = ${projectId}::int AND v.image_id = ${imageId}::int AND v.candidate_id = ${candidateId}::int
    ORDER BY v.rater_id`

/** Returns the models that proposed or predict a pair, with its rank; a null rank is unknown. */
export const findProposingModels = (
  projectId: number,
  { imageId, candidateId, classId }: { imageId: number; candidateId: number; classId: number },
) =>
  readRows(prisma, z.object({ name: z.string(), rank: z.number().nullable() }))`
    SELECT m.name, p.rank::int AS rank FROM model m
    LEFT JOIN prediction p ON p.project_id = m.project_id AND p.model_id = m.id AND p.image_id = ${imageId}::int
      AND p.class_id = ${classId}::int
    WHERE m.project_id = ${projectId}::int AND NOT m.is_scored_only AND (p.rank IS NOT NULL OR EXISTS (SELECT FROM candidate_model x
      WHERE x.project_id = m.project_id AND x.model_id = m.id AND x.candidate_id = ${candidateId}::int))
    ORDER BY m.name`

const earlierRow = rowOf(revealedPair.shape.earlier.element)

/** Returns the adjudications of a pair that were not withdrawn, newest first. */
export const findCurrentAdjudications = (projectId: number, candidateId: number) =>
  readRows(prisma, earlierRow)`
    SELECT a.id, coalesce(u.name, 'Expert ' || a.rater_id) AS name, a.answer, a.note, a.reason FROM adjudication a
    LEFT JOIN rater_identity d ON d.project_id = a.project_id AND d.rater_id = a.rater_id
    LEFT JOIN app_user u ON u.id = d.user_id
    WHERE a.project_id = ${projectId}::int AND a.candidate_id = ${candidateId}::int AND NOT a.is_undone
    ORDER BY a.id DESC`
