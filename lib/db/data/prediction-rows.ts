import { copyRows } from '@/lib/db/session/copy-rows'

export interface PredictionRow {
  fileName: string
  classIndex: number
  /** Null if the model's predictions have ranks only. */
  score: number | null
}

/** Sorts by image position, most confident first. */
export async function* predictionRows(
  projectId: number,
  modelId: number,
): AsyncGenerator<PredictionRow, void, undefined> {
  const rows = copyRows`
    SELECT i.file_name, c.class_index, p.score
    FROM prediction p
    JOIN image i ON i.project_id = p.project_id AND i.id = p.image_id
    JOIN class c ON c.project_id = p.project_id AND c.id = p.class_id
    WHERE p.project_id = ${projectId} AND p.model_id = ${modelId}
    ORDER BY i.position, p.rank`
  for await (const [fileName, classIndex, score] of rows) {
    yield {
      fileName: fileName ?? '',
      classIndex: Number(classIndex),
      score: score === null || score === undefined ? null : Number(score),
    }
  }
}
