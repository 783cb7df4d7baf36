import { originalLabelRows } from '@/lib/db/data/exported-rows'
import { csvStream } from '@/lib/formats/csv'
import { jsonLinesStream } from '@/lib/formats/json-lines'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

async function* entries<const Name extends string>(projectId: number, label: Name) {
  for await (const { fileName, classIndex } of originalLabelRows(projectId))
    yield { file: fileName, [label]: classIndex } as { file: string } & Record<Name, number>
}

/** Exports class indices by position, as `importLabels` reads them. */
export const exportLabels = ({ id, slug }: ExportedProject, format: 'csv' | 'jsonl'): ExportFile => ({
  fileName: `${slug}-original-labels.${format}`,
  // Not `class`: a bare number could also be read as the id of another class.
  content:
    format === 'csv'
      ? csvStream(['file', 'class_index'], entries(id, 'class_index'))
      : jsonLinesStream(entries(id, 'label')),
})
