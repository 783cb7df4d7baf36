import { copyRows } from '@/lib/db/session/copy-rows'

/** Sorts by file, class and expert, and includes the current conclusion on the pair. */
export async function* goldenFileRows(projectId: number) {
  const rows = copyRows`
    SELECT i.file_name, coalesce(l.external_id, l.name), coalesce(r.external_id, 'expert-' || r.id), g.answer, n.conclusion
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
  for await (const [fileName = null, className = null, expert = null, answer, conclusion] of rows)
    yield { fileName, className, expert, answer: Number(answer), conclusion: conclusion && Number(conclusion) }
}
