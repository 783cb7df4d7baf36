import { prisma } from '@/lib/db/client'
import { type PredictionRow, predictionRows } from '@/lib/db/data/exported-rows'
import { AppError } from '@/lib/errors'
import { csvStream } from '@/lib/formats/csv'
import { jsonLinesStream } from '@/lib/formats/json-lines'
import type { PredictionScoreKind } from '@/lib/formats/predictions/image-prediction'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

type Rows = AsyncIterable<PredictionRow>

async function* tableRows(rows: Rows, scoreKind: PredictionScoreKind | null) {
  for await (const { fileName, classIndex, score } of rows)
    yield { file: fileName, class_index: classIndex, ...(scoreKind === null ? {} : { [scoreKind]: score }) }
}

async function* imageLines(rows: Rows, scoreKind: PredictionScoreKind | null) {
  const line = (file: string, top: unknown[]) => ({ file, [`top${top.length}`]: top })
  let file = ''
  let top: unknown[] = []
  for await (const { fileName, classIndex, score } of rows) {
    if (fileName !== file) {
      if (top.length > 0) yield line(file, top)
      file = fileName
      top = []
    }
    top.push(scoreKind === null ? { label: classIndex } : { label: classIndex, [scoreKind]: score })
  }
  if (top.length > 0) yield line(file, top)
}

/** Exports predictions by image position, most confident class first, as `importPredictions` reads them. */
export async function exportPredictions(
  { id, slug }: ExportedProject,
  { model, format }: { model: string; format: 'csv' | 'jsonl' },
): Promise<ExportFile> {
  const found = await prisma.model.findUnique({
    where: { projectId_name: { projectId: id, name: model } },
    select: { id: true, scoreKind: true },
  })
  if (!found)
    throw new AppError('not-found', `The project has no model “${model}”.`, { model: 'is not a model of this project' })
  const { scoreKind } = found
  const rows = predictionRows(id, found.id)
  const columns = ['file', 'class_index', ...(scoreKind === null ? [] : [scoreKind])]
  return {
    fileName: `${slug}-predictions-${model}.${format}`,
    content:
      format === 'csv' ? csvStream(columns, tableRows(rows, scoreKind)) : jsonLinesStream(imageLines(rows, scoreKind)),
  }
}
