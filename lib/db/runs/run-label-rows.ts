import { copyRows } from '@/lib/db/session/copy-rows'

/**
 * The labels of each image that a run saw, by the image's position: class indices, rising. Images without labels have
 * an empty list; where a position has no image, none is given.
 */
export async function* runLabelRows(
  projectId: number,
  runId: number,
): AsyncGenerator<{ position: number; labels: number[] }, void, undefined> {
  const rows = copyRows(`
    SELECT i.position, string_agg(c.class_index::text, ',' ORDER BY c.class_index)
    FROM run_image i
    LEFT JOIN run_label l ON l.project_id = i.project_id AND l.run_id = i.run_id AND l.image_id = i.image_id
    LEFT JOIN class c ON c.project_id = l.project_id AND c.id = l.class_id
    WHERE i.project_id = ${Math.trunc(projectId)} AND i.run_id = ${Math.trunc(runId)}
    GROUP BY i.position ORDER BY i.position`)
  for await (const [position, labels] of rows)
    yield { position: Number(position), labels: labels ? labels.split(',').map(Number) : [] }
}
