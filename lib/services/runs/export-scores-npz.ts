import { type Db, prisma } from '@/lib/db/client'
import { runScoreRows } from '@/lib/db/runs/run-score-rows'
import type { Actor } from '@/lib/domain/permissions'
import { float64Array, npzStream, textArray } from '@/lib/formats/numpy/npz-writer'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'
import { exportedRun } from './exported-run'

/** Characters of a validation image's name, the width of the released array; longer names widen it. */
const releasedWidth = 28

/** The scores of a run as the released scores.npz: `tensor` float64 [pairs] and `info` text [pairs, 2], in file order. */
export async function exportScoresNpz(
  actor: Actor,
  { slug, runId }: { slug: string; runId?: number },
  db: Db = prisma,
): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const run = await exportedRun(project.id, runId, db)
  const scores: number[] = []
  const info: string[] = []
  let width = releasedWidth
  for await (const { fileName, classIndex, score } of runScoreRows(project.id, run)) {
    scores.push(score)
    info.push(fileName, String(classIndex))
    if (fileName.length > width) width = Math.max(width, [...fileName].length)
  }
  const content = npzStream([
    float64Array('tensor', [scores.length], Float64Array.from(scores)),
    textArray('info', [scores.length, 2], width, info),
  ])
  return { fileName: `${slug}-scores.npz`, mediaType: 'application/zip', content, runId: run }
}
