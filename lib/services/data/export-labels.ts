import type { LabelFormat } from '@/lib/contracts/data/data-export'
import { type Db, prisma } from '@/lib/db/client'
import { originalLabelRows } from '@/lib/db/data/original-label-rows'
import type { Actor } from '@/lib/domain/permissions'
import { csvStream } from '@/lib/formats/csv'
import { jsonLinesStream } from '@/lib/formats/json-lines'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'

async function* entries<const Name extends string>(projectId: number, label: Name) {
  for await (const { fileName, classIndex } of originalLabelRows(projectId))
    yield { file: fileName, [label]: classIndex } as { file: string } & Record<Name, number>
}

/** The original labels of a project's images by class index, by position, as `importLabels` takes them. */
export async function exportLabels(
  actor: Actor,
  { slug, format }: { slug: string; format: LabelFormat },
  db: Db = prisma,
): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const isCsv = format === 'csv'
  return {
    fileName: `${slug}-original-labels.${format}`,
    mediaType: isCsv ? 'text/csv; charset=utf-8' : 'application/jsonl',
    // The column says that it holds indices: an id of another class could be the same digits.
    content: isCsv
      ? csvStream(['file', 'class_index'], entries(project.id, 'class_index'))
      : jsonLinesStream(entries(project.id, 'label')),
    runId: null,
  }
}
