import { copyRows } from '@/lib/db/session/copy-rows'

export async function* originalLabelRows(
  projectId: number,
): AsyncGenerator<{ fileName: string; classIndex: number }, void, undefined> {
  const rows = copyRows`
    SELECT i.file_name, c.class_index
    FROM image i JOIN class c ON c.project_id = i.project_id AND c.id = i.original_class_id
    WHERE i.project_id = ${projectId} AND c.class_index IS NOT NULL
    ORDER BY i.position`
  for await (const [fileName, classIndex] of rows) yield { fileName: fileName ?? '', classIndex: Number(classIndex) }
}
