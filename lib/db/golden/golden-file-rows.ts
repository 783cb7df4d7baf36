import { z } from 'zod'
import { streamRows } from '@/lib/db/session/copy-session'

const goldenFileRow = z.object({
  fileName: z.string(),
  className: z.string(),
  classId: z.string().nullable(),
  expert: z.string(),
  answer: z.number(),
  conclusion: z.number().nullable(),
})

/** Sorts by file, class and expert, and includes the current conclusion on the pair. */
export const goldenFileRows = (projectId: number) => streamRows(goldenFileRow)`
  SELECT i.file_name AS "fileName", l.name AS "className", l.external_id AS "classId",
    coalesce(r.external_id, 'expert-' || r.id) AS expert, g.answer, n.conclusion
  FROM golden_answer g
  JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id AND r.is_expert
  JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
  JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
  JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
  LEFT JOIN (
    SELECT DISTINCT ON (candidate_id) candidate_id, conclusion FROM golden_note
    WHERE project_id = ${projectId} AND conclusion IS NOT NULL ORDER BY candidate_id, id DESC
  ) n ON n.candidate_id = c.id
  WHERE g.project_id = ${projectId} AND g.source = 'expert'
  ORDER BY i.position, l.class_index, r.id`
