import { type Db, prisma } from '@/lib/db/client'
import { runLabelRows } from '@/lib/db/runs/run-label-rows'
import type { Actor } from '@/lib/domain/permissions'
import { realJsonStream } from '@/lib/formats/real-json'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'
import { exportedRun } from './exported-run'

/** The labels of a run in the published form: for each image, by position, the list of its class indices. */
export async function exportRealJson(
  actor: Actor,
  { slug, runId }: { slug: string; runId?: number },
  db: Db = prisma,
): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const run = await exportedRun(project.id, runId, db)
  const labelSets: number[][] = []
  for await (const { position, labels } of runLabelRows(project.id, run)) {
    // An element's place is the image's position, also where a position is missing.
    while (labelSets.length < position) labelSets.push([])
    labelSets.push(labels)
  }
  return {
    fileName: `${slug}-labels.json`,
    mediaType: 'application/json',
    content: realJsonStream(labelSets),
    runId: run,
  }
}
