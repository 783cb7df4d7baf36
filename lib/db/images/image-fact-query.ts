import { z } from 'zod'
import { imageAdjudication } from '@/lib/contracts/adjudication/adjudication'
import { raterFlag } from '@/lib/contracts/images/image-flag'
import { labelStop } from '@/lib/contracts/plan/adaptive-batch'
import { prisma } from '@/lib/db/client'
import { columnsOf, readRows, rowOf, storedAnswer } from '@/lib/db/session/sql'

const flagRow = rowOf(raterFlag)

export const findImageFlags = (projectId: number, imageId: number) =>
  readRows(prisma, flagRow)`
    SELECT ${columnsOf(flagRow)} FROM image_flag WHERE project_id = ${projectId}::int AND image_id = ${imageId}::int
    ORDER BY created_at, rater_id`

const goldenRow = z.object({
  candidateId: z.number(),
  raterId: z.number(),
  isExpert: z.boolean(),
  source: z.string(),
  answer: storedAnswer,
  conclusion: z.number().nullable(),
})

/** Sorts by candidate, experts first. Includes the newest conclusion; leaves out answers given in training. */
export const findImageGoldenAnswers = (projectId: number, imageId: number) =>
  readRows(prisma, goldenRow)`
    SELECT g.candidate_id AS "candidateId", g.rater_id AS "raterId", r.is_expert AS "isExpert", g.source::text AS source,
      g.answer, (
        SELECT n.conclusion FROM golden_note n WHERE n.project_id = g.project_id AND n.candidate_id = g.candidate_id
          AND n.conclusion IS NOT NULL ORDER BY n.id DESC LIMIT 1
      ) AS conclusion
    FROM candidate c
    JOIN golden_answer g ON g.project_id = c.project_id AND g.candidate_id = c.id AND g.source <> 'training'
    JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id
    WHERE c.project_id = ${projectId}::int AND c.image_id = ${imageId}::int
    ORDER BY g.candidate_id, r.is_expert DESC, g.rater_id, g.source`

const adjudicationRow = rowOf(imageAdjudication.extend({ candidateId: z.number() }))

/** Returns the newest first, without withdrawn ones. */
export const findImageAdjudications = (projectId: number, imageId: number) =>
  readRows(prisma, adjudicationRow)`
    SELECT d.id, d.candidate_id AS "candidateId", d.rater_id AS "raterId", d.first_answer AS "firstAnswer", d.answer,
      d.reason, d.note, d.created_at AS "createdAt"
    FROM candidate c JOIN adjudication d ON d.project_id = c.project_id AND d.candidate_id = c.id AND NOT d.is_undone
    WHERE c.project_id = ${projectId}::int AND c.image_id = ${imageId}::int
    ORDER BY d.id DESC`

const predictionRow = z.object({ classIndex: z.number(), model: z.string(), rank: z.number() })

export const findImagePredictions = (projectId: number, imageId: number) =>
  readRows(prisma, predictionRow)`
    SELECT k.class_index AS "classIndex", m.name AS model, p.rank
    FROM prediction p
    JOIN model m ON m.project_id = p.project_id AND m.id = p.model_id
    JOIN class k ON k.project_id = p.project_id AND k.id = p.class_id
    WHERE p.project_id = ${projectId}::int AND p.image_id = ${imageId}::int
    ORDER BY p.rank, m.id`

const stopRow = rowOf(labelStop.extend({ candidateId: z.number() }))

export const findImageStops = (projectId: number, imageId: number) =>
  readRows(prisma, stopRow)`
    SELECT s.candidate_id AS "candidateId", s.reason, s.votes, s.flip_chance AS "flipChance", s.stopped_at AS "stoppedAt"
    FROM candidate c JOIN label_stop s ON s.project_id = c.project_id AND s.candidate_id = c.id
    WHERE c.project_id = ${projectId}::int AND c.image_id = ${imageId}::int`
