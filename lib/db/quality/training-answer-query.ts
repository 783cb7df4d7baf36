import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const row = z.object({
  name: z.string(),
  /** The language of the name. */
  lang: z.string(),
  explanationLang: z.string(),
  answer: z.number(),
  holds: z.boolean(),
  explanation: z.string().nullable(),
})

/**
 * What a rater answered in a training task beside what is true, in the order shown. Candidates whose truth is not known
 * are left out; nothing for a task of another kind.
 */
export async function findTrainingAnswers(projectId: number, assignmentId: number, db: Db = prisma) {
  return readRows(db, row)`
    SELECT coalesce(tr.name, l.name) AS name, coalesce(tr.language, p.language) AS lang, p.language AS "explanationLang", g.answer, tc.holds, e.text AS explanation
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'training'
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    JOIN task_candidate tc ON tc.project_id = a.project_id AND tc.task_id = a.task_id AND tc.candidate_id = s.candidate_id
    JOIN golden_answer g ON g.project_id = a.project_id AND g.candidate_id = s.candidate_id AND g.rater_id = a.rater_id
      AND g.source = 'training'
    JOIN candidate c ON c.project_id = a.project_id AND c.id = s.candidate_id
    JOIN class l ON l.project_id = c.project_id AND l.id = c.class_id
    JOIN project p ON p.id = l.project_id
    LEFT JOIN class_translation tr ON tr.project_id = l.project_id AND tr.class_id = l.id AND tr.language = s.language
    LEFT JOIN golden_explanation e ON e.project_id = a.project_id AND e.candidate_id = s.candidate_id
    WHERE a.project_id = ${projectId}::int AND a.id = ${assignmentId}::int AND tc.holds IS NOT NULL
    ORDER BY s.position`
}
