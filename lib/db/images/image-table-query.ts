import { z } from 'zod'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { pairVote, voteCount } from '@/lib/contracts/classes/pair-vote'
import { imagePair, projectImage } from '@/lib/contracts/images/image'
import { prisma } from '@/lib/db/client'
import { readRows, rowOf } from '@/lib/db/session/sql'

const imageRow = projectImage.omit({ pairs: true, otherKept: true })

export const findImages = (projectId: number, runId: number | null, ids: number[]) =>
  readRows(prisma, imageRow)`
    SELECT i.id, i.position, i.file_name AS "fileName", i.content_hash AS "contentHash", i.width, i.height, i.credit,
      i.credit_url AS "creditUrl", i.license,
      CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('name', o.name, 'externalId', o.external_id, 'index', o.class_index) END AS original,
      r.is_changed AS "isChanged", r.is_rated AS "isRated", r.exclusion AS "runExclusion",
      CASE WHEN e.image_id IS NOT NULL THEN jsonb_build_object('reason', e.reason, 'by', u.name,
        'at', to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS exclusion,
      CASE WHEN q.created_at IS NOT NULL THEN jsonb_build_object('by', s.name,
        'at', to_char(q.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS sent
    FROM image i
    LEFT JOIN class o ON o.project_id = i.project_id AND o.id = i.original_class_id
    LEFT JOIN run_image r ON r.project_id = i.project_id AND r.run_id = ${runId}::int AND r.image_id = i.id
    LEFT JOIN image_exclusion e ON e.project_id = i.project_id AND e.image_id = i.id
    LEFT JOIN app_user u ON u.id = e.user_id
    LEFT JOIN LATERAL (
      SELECT q.user_id, q.created_at FROM candidate c
      JOIN adjudication_request q ON q.project_id = c.project_id AND q.candidate_id = c.id
      WHERE c.project_id = i.project_id AND c.image_id = i.id AND NOT EXISTS (SELECT FROM adjudication d
        WHERE d.project_id = q.project_id AND d.candidate_id = q.candidate_id AND NOT d.is_undone)
      ORDER BY q.created_at LIMIT 1
    ) q ON true
    LEFT JOIN app_user s ON s.id = q.user_id
    WHERE i.project_id = ${projectId}::int AND i.id = ANY(${ids}::int[])
    ORDER BY i.position`

const pairRow = z.object({ ...imagePair.omit({ votes: true }).shape, imageId: z.number() })

/** Sorts by score in the run, else in the order of the files. */
export const findImagePairs = (projectId: number, runId: number | null, imageIds: number[]) =>
  readRows(prisma, pairRow)`
    SELECT c.image_id AS "imageId", c.id AS "candidateId", c.is_original AS "isOriginal",
      jsonb_build_object('name', k.name, 'externalId', k.external_id, 'index', k.class_index) AS class,
      l.class_id IS NOT NULL AS "isKept", s.score, s.low, s.high, s.decision::text AS decision
    FROM candidate c
    JOIN class k ON k.project_id = c.project_id AND k.id = c.class_id
    LEFT JOIN score s ON s.project_id = c.project_id AND s.run_id = ${runId}::int AND s.candidate_id = c.id
    LEFT JOIN run_label l ON l.project_id = c.project_id AND l.run_id = ${runId}::int AND l.class_id = c.class_id AND l.image_id = c.image_id
    WHERE c.project_id = ${projectId}::int AND c.image_id = ANY(${imageIds}::int[])
    ORDER BY c.image_id, s.score DESC NULLS LAST, c.position`

const voteRow = rowOf(pairVote.extend({ candidateId: z.number(), isAfterRun: z.boolean() }))

export const findVotes = (projectId: number, runId: number | null, imageIds: number[]) =>
  readRows(prisma, voteRow)`
    SELECT v.candidate_id AS "candidateId", v.rater_id AS "raterId", v.answer, r.kind = 'simulated' AS "isSimulated",
      r.is_left_out AS "isExcluded", coalesce(a.submitted_at > n.votes_until, false) AS "isAfterRun"
    FROM vote v JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
    LEFT JOIN aggregation_run n ON n.project_id = v.project_id AND n.id = ${runId}::int
    WHERE v.project_id = ${projectId}::int AND v.image_id = ANY(${imageIds}::int[])
    ORDER BY v.candidate_id, v.rater_id`

const countRow = rowOf(voteCount.extend({ candidateId: z.number() }))

export const countVotes = (projectId: number, imageIds: number[]) =>
  readRows(prisma, countRow)`
    SELECT v.candidate_id AS "candidateId", v.answer, r.is_left_out AS "isExcluded", count(*)::int AS count
    FROM vote v JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    WHERE v.project_id = ${projectId}::int AND v.image_id = ANY(${imageIds}::int[])
    GROUP BY v.candidate_id, v.answer, r.is_left_out
    ORDER BY v.candidate_id, v.answer, r.is_left_out`

const keptRow = z.object({ imageId: z.number(), class: classLabel })

export const findUnproposedLabels = (projectId: number, runId: number, imageIds: number[]) =>
  readRows(prisma, keptRow)`
    SELECT l.image_id AS "imageId", jsonb_build_object('name', k.name, 'externalId', k.external_id, 'index', k.class_index) AS class
    FROM run_label l JOIN class k ON k.project_id = l.project_id AND k.id = l.class_id
    WHERE l.project_id = ${projectId}::int AND l.run_id = ${runId}::int AND l.image_id = ANY(${imageIds}::int[])
      AND NOT EXISTS (
        SELECT FROM candidate c WHERE c.project_id = l.project_id AND c.image_id = l.image_id AND c.class_id = l.class_id)
    ORDER BY l.image_id, k.class_index`
