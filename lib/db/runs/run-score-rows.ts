import { copyRows } from '@/lib/db/session/copy-rows'

/** Every score of a run, in the order of the candidates in the project's files. Scores are exact. */
export async function* runScoreRows(
  projectId: number,
  runId: number,
): AsyncGenerator<{ fileName: string; classIndex: number; score: number }, void, undefined> {
  const rows = copyRows(`
    SELECT i.file_name, k.class_index, s.score
    FROM score s
    JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    JOIN class k ON k.project_id = c.project_id AND k.id = c.class_id
    WHERE s.project_id = ${Math.trunc(projectId)} AND s.run_id = ${Math.trunc(runId)}
    ORDER BY c.position`)
  for await (const [fileName, classIndex, score] of rows)
    yield { fileName: fileName ?? '', classIndex: Number(classIndex), score: Number(score) }
}
