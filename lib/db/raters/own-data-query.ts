import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { readRows, sql, storedAnswer } from '@/lib/db/session/sql'

const turnRow = z.object({
  id: z.number(),
  leasedAt: z.date().nullable(),
  submittedAt: z.date().nullable(),
  durationMs: z.number().nullable(),
  activeMs: z.number().nullable(),
  imageShownMs: z.number().nullable(),
  answerMode: z.string().nullable(),
})

const turnColumns = sql`id, leased_at AS "leasedAt", submitted_at AS "submittedAt", duration_ms AS "durationMs",
  active_ms AS "activeMs", image_shown_ms AS "imageShownMs", answer_mode AS "answerMode", submitted_order`

/** Reads two halves with a partial index each: assignments answered here, and imported ones. */
export const findOwnTurns = (projectId: number, raterId: number) =>
  readRows(prisma, turnRow)`
    SELECT ${turnColumns} FROM assignment
    WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NULL AND state = 'submitted'
    UNION ALL
    SELECT ${turnColumns} FROM assignment
    WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int AND submitted_order IS NOT NULL AND state = 'submitted'
    ORDER BY submitted_order NULLS FIRST, id`

const answerRow = z.object({
  assignmentId: z.number(),
  image: z.string(),
  className: z.string(),
  answer: storedAnswer,
  isRest: z.boolean(),
  shownMs: z.number().nullable(),
})

/** Leaves out expert answers. Votes and answers to control tasks look alike, so that nothing reveals which is which. */
export const findOwnAnswers = (projectId: number, raterId: number, assignmentIds: number[]) =>
  readRows(prisma, answerRow)`
    SELECT s.assignment_id AS "assignmentId", i.file_name AS image, l.name AS "className",
      coalesce(v.answer, g.answer) AS answer, s.is_rest AS "isRest", s.shown_ms AS "shownMs"
    FROM shown_candidate s
    JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN image i ON i.project_id = s.project_id AND i.id = s.image_id
    LEFT JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id
      AND v.rater_id = s.rater_id
    LEFT JOIN LATERAL (
      SELECT answer FROM golden_answer g
      WHERE g.project_id = s.project_id AND g.candidate_id = s.candidate_id AND g.rater_id = s.rater_id
        AND g.source IN ('hidden', 'qualification', 'training')
      LIMIT 1
    ) g ON true
    WHERE s.project_id = ${projectId}::int AND s.rater_id = ${raterId}::int AND s.assignment_id = ANY (${assignmentIds}::int[])
      AND coalesce(v.answer, g.answer) IS NOT NULL
    ORDER BY s.assignment_id, s.position NULLS FIRST, s.candidate_id`

const replacedRow = z.object({
  image: z.string(),
  class: z.string(),
  answer: storedAnswer,
  submittedAt: z.date(),
  replacedAt: z.date(),
})

/** Returns answers taken back by Undo or changed later, of all kinds of tasks alike. */
export const findOwnReplacedAnswers = (projectId: number, raterId: number) =>
  readRows(prisma, replacedRow)`
    SELECT i.file_name AS image, l.name AS class, h.answer, h.submitted_at AS "submittedAt", h.reopened_at AS "replacedAt"
    FROM vote_history h
    JOIN candidate c ON c.project_id = h.project_id AND c.id = h.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    WHERE h.project_id = ${projectId}::int AND h.rater_id = ${raterId}::int
    ORDER BY h.reopened_at, h.assignment_id, h.candidate_id`

const expertRow = z.object({
  image: z.string(),
  className: z.string(),
  answer: storedAnswer,
  answeredAt: z.date().nullable(),
})

/** Nothing about expert answers is hidden from the rater. */
export const findOwnExpertAnswers = (projectId: number, raterId: number) =>
  readRows(prisma, expertRow)`
    SELECT i.file_name AS image, l.name AS "className", g.answer, g.answered_at AS "answeredAt"
    FROM golden_answer g
    JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    WHERE g.project_id = ${projectId}::int AND g.rater_id = ${raterId}::int AND g.source IN ('expert', 'adjudication')
    ORDER BY g.answered_at NULLS FIRST, g.candidate_id`

export async function findOwnFacts(projectId: number, raterId: number) {
  const where = { projectId, raterId }
  const rater = await prisma.rater.findUniqueOrThrow({
    where: { projectId_id: { projectId, id: raterId } },
    include: {
      identity: { include: { user: { select: { name: true, email: true, createdAt: true } } } },
      readings: { orderBy: { readAt: 'asc' }, include: { document: { select: { language: true } } } },
      project: { select: { language: true } },
      panelVisits: { orderBy: { startedAt: 'asc' }, include: { panel: { select: { name: true } } } },
      attempts: {
        orderBy: { attempt: 'asc' },
        select: { attempt: true, startedAt: true, finishedAt: true, hasPassed: true },
      },
      messages: { orderBy: { id: 'asc' }, select: { text: true, createdAt: true, readAt: true } },
    },
  })
  const [flags, suggestions, skips, decisions, reviews] = await Promise.all([
    prisma.imageFlag.findMany({
      where,
      include: { image: { select: { fileName: true } } },
      orderBy: { createdAt: 'asc' },
    }),
    prisma.suggestionRater.findMany({
      where,
      select: {
        createdAt: true,
        suggestion: {
          select: { text: true, class: { select: { name: true } }, image: { select: { fileName: true } } },
        },
      },
      orderBy: [{ createdAt: 'asc' }, { suggestionId: 'asc' }],
    }),
    prisma.assignment.findMany({
      where: { ...where, state: 'skipped' },
      select: { skipReason: true, skipNote: true, task: { select: { image: { select: { fileName: true } } } } },
      orderBy: { id: 'asc' },
    }),
    prisma.adjudication.findMany({
      where,
      include: {
        candidate: { select: { image: { select: { fileName: true } }, class: { select: { name: true } } } },
      },
      orderBy: { id: 'asc' },
    }),
    prisma.reviewAnswer.findMany({
      where,
      include: { item: { select: { image: { select: { fileName: true } }, class: { select: { name: true } } } } },
      orderBy: { answeredAt: 'asc' },
    }),
  ])
  return { rater, flags, suggestions, skips, decisions, reviews }
}
