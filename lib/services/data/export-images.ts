import { type ExportedImage, imageRows } from '@/lib/db/images/exported-images'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { conflict } from '@/lib/errors'
import { csvTable } from '@/lib/formats/csv'
import { jsonLinesStream } from '@/lib/formats/json-lines'
import { type ZipItem, zipStream } from '@/lib/formats/zip-writer'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { streamImage } from '@/lib/storage/image-store'

const table = (projectId: number) =>
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

function pathsIn(images: readonly ExportedImage[]): string[] {
  const taken = new Set<string>()
  return images.map(({ fileName, contentHash }) => {
    // File names from other sources may be invalid as paths.
    const name = uploadPathProblem(fileName) ? String(contentHash) : fileName
    let path = `images/${name.endsWith('.webp') ? name : `${name}.webp`}`
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
  const paths = pathsIn(images)
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

/**
 * Exports images by position as `importImages` reads them: a manifest, or a zip of manifest and stored pictures, which
 * omits images that are known by name only.
 */
export async function exportImages(
  { id, slug }: ExportedProject,
  format: 'csv' | 'jsonl' | 'zip',
): Promise<ExportFile> {
  const content = {
    csv: async () => table(id),
    jsonl: async () => jsonLinesStream(manifestLines(id)),
    zip: () => picturesZip(id),
  }[format]
  return { fileName: `${slug}-images.${format}`, content: await content() }
}
