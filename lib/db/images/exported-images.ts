import { copyRows } from '@/lib/db/session/copy-rows'

export interface ExportedImage {
  fileName: string
  /** Null without an original label. */
  classIndex: number | null
  credit: string | null
  creditUrl: string | null
  license: string | null
  /** Null if only the name is known; then both sizes are null too. */
  contentHash: string | null
  width: number | null
  height: number | null
}

const numberOf = (text: string | null | undefined) => (text === null || text === undefined ? null : Number(text))

export async function* imageRows(projectId: number): AsyncGenerator<ExportedImage, void, undefined> {
  const rows = copyRows`
    SELECT i.file_name, c.class_index, i.credit, i.credit_url, i.license, i.content_hash, i.width, i.height
    FROM image i LEFT JOIN class c ON c.project_id = i.project_id AND c.id = i.original_class_id
    WHERE i.project_id = ${projectId} ORDER BY i.position`
  for await (const [fileName, classIndex, credit, creditUrl, license, contentHash, width, height] of rows) {
    yield {
      fileName: fileName ?? '',
      classIndex: numberOf(classIndex),
      credit: credit ?? null,
      creditUrl: creditUrl ?? null,
      license: license ?? null,
      contentHash: contentHash ?? null,
      width: numberOf(width),
      height: numberOf(height),
    }
  }
}
