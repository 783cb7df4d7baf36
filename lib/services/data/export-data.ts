import { type ClassFileRow, findClassFileRows } from '@/lib/db/classes/class-query'
import { prisma } from '@/lib/db/client'
import {
  type ExportedImage,
  imageRows,
  originalLabelRows,
  type PredictionRow,
  predictionRows,
} from '@/lib/db/data/exported-rows'
import { isSystemFile } from '@/lib/domain/data/file-role'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { AppError, conflict } from '@/lib/errors'
import { classesCsvStream, classesJsonStream, type WrittenClass } from '@/lib/formats/classes/class-writer'
import { csvStream, csvTable } from '@/lib/formats/csv'
import { jsonLinesStream } from '@/lib/formats/json-file'
import type { PredictionScoreKind } from '@/lib/formats/predictions/image-prediction'
import { type ZipItem, zipStream } from '@/lib/formats/zip-writer'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { streamImage } from '@/lib/storage/image-store'

const imageTable = (projectId: number) =>
  csvTable(imageRows(projectId), {
    file: (row) => row.fileName,
    // Not `class`: a bare number could also be read as the id of another class.
    class_index: (row) => row.classIndex,
    author: (row) => row.credit,
    license: (row) => row.license,
    source: (row) => row.creditUrl,
    sha256: (row) => row.contentHash,
    width: (row) => row.width,
    height: (row) => row.height,
  })

function manifestEntry(image: ExportedImage, path?: string): object {
  const entry = {
    file: image.fileName,
    path,
    label: image.classIndex,
    author: image.credit,
    license: image.license,
    source: image.creditUrl,
    sha256: image.contentHash,
    width: image.width,
    height: image.height,
  }
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null && value !== undefined))
}

async function* manifestLines(projectId: number) {
  for await (const image of imageRows(projectId)) yield manifestEntry(image)
}

function imagePaths(images: readonly ExportedImage[]): string[] {
  const taken = new Set<string>()
  return images.map(({ fileName, contentHash }) => {
    const pathOf = (name: string) => `images/${name.endsWith('.webp') ? name : `${name}.webp`}`
    const usual = pathOf(fileName)
    // Some file names are invalid as paths, or only with the folder and ending; an import of a zip skips system files.
    let path = uploadPathProblem(usual) || isSystemFile(usual) ? pathOf(String(contentHash)) : usual
    while (taken.has(path)) path += '.webp'
    taken.add(path)
    return path
  })
}

async function picturesZip(projectId: number): Promise<ExportFile['content']> {
  const images: ExportedImage[] = []
  for await (const image of imageRows(projectId)) if (image.contentHash !== null) images.push(image)
  if (images.length === 0)
    throw conflict(
      'This project stores image names only, without files. Download the manifest as CSV or JSON Lines instead.',
    )
  const paths = imagePaths(images)
  const lines = images.map((image, k) => manifestEntry(image, paths[k]))
  const manifest: ZipItem = { name: 'manifest.jsonl', open: async () => jsonLinesStream(lines), isCompressed: false }
  const pictures = images.map(({ fileName, contentHash }, k): ZipItem => {
    const open = async () => {
      const stream = await streamImage(contentHash ?? '')
      if (stream) return stream
      throw conflict(`The file of ${fileName} is missing from the storage. Restore it and try again.`)
    }
    return { name: paths[k]!, open, isCompressed: true }
  })
  return zipStream([manifest, ...pictures])
}

/** Exports images by position as `importImages` reads them. The zip omits images that are known by name only. */
export async function exportImages(
  { id, slug }: ExportedProject,
  format: 'csv' | 'jsonl' | 'zip',
): Promise<ExportFile> {
  const content = {
    csv: async () => imageTable(id),
    jsonl: async () => jsonLinesStream(manifestLines(id)),
    zip: () => picturesZip(id),
  }[format]
  return { fileName: `${slug}-images.${format}`, content: await content() }
}

async function* labelEntries<const Name extends string>(projectId: number, label: Name) {
  for await (const { fileName, classIndex } of originalLabelRows(projectId))
    yield { file: fileName, [label]: classIndex } as { file: string } & Record<Name, number>
}

/** Exports class indices by position, as `importLabels` reads them. */
export const exportLabels = ({ id, slug }: ExportedProject, format: 'csv' | 'jsonl'): ExportFile => ({
  fileName: `${slug}-original-labels.${format}`,
  // Not `class`: a bare number could also be read as the id of another class.
  content:
    format === 'csv'
      ? csvStream(['file', 'class_index'], labelEntries(id, 'class_index'))
      : jsonLinesStream(labelEntries(id, 'label')),
})

type Predictions = AsyncIterable<PredictionRow>

async function* predictionCells(rows: Predictions, scoreKind: PredictionScoreKind | null) {
  for await (const { fileName, classIndex, score } of rows)
    yield { file: fileName, class_index: classIndex, ...(scoreKind === null ? {} : { [scoreKind]: score }) }
}

async function* predictionLines(rows: Predictions, scoreKind: PredictionScoreKind | null) {
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
      format === 'csv'
        ? csvStream(columns, predictionCells(rows, scoreKind))
        : jsonLinesStream(predictionLines(rows, scoreKind)),
  }
}

/** Puts the parent on the class's path first, since importing follows the first parent. */
function parentsInOrder(row: ClassFileRow, placeOf: ReadonlyMap<number, number>, rows: readonly ClassFileRow[]) {
  const above = row.path.slice(0, -1)
  const isMain = (index: number) =>
    rows[index]!.path.length === above.length && rows[index]!.path.every((name, k) => name === above[k])
  const indices = row.parents.map((id) => placeOf.get(id)).filter((index) => index !== undefined)
  const main = indices.find(isMain)
  return main === undefined ? indices : [main, ...indices.filter((index) => index !== main)]
}

function writtenClasses(rows: readonly ClassFileRow[]): WrittenClass[] {
  const placeOf = new Map(rows.map((row, index) => [row.id, index]))
  return rows.map((row) => {
    const { index, externalId, name, otherNames, gloss, note, wikipediaUrl, path, links, examples, translations } = row
    return {
      index,
      id: externalId,
      name,
      names: [path.at(-1) ?? name, ...otherNames],
      gloss,
      note,
      links: wikipediaUrl === null || links.includes(wikipediaUrl) ? links : [wikipediaUrl, ...links],
      parents: parentsInOrder(row, placeOf, rows),
      examples,
      translations,
    }
  })
}

export async function exportClasses({ id, slug }: ExportedProject, format: 'csv' | 'json'): Promise<ExportFile> {
  const classes = writtenClasses(await findClassFileRows(id))
  const { languages } = await prisma.project.findUniqueOrThrow({ where: { id }, select: { languages: true } })
  return {
    fileName: `${slug}-class-list.${format}`,
    content: format === 'json' ? classesJsonStream(classes) : classesCsvStream(classes, languages),
  }
}
