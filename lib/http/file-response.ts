import { Readable } from 'node:stream'
import { mediaTypeOf } from '@/lib/domain/media-type'
import type { ExportFile } from '@/lib/services/export-file'

/** A file to be saved by the browser, sent as it is made. */
export function fileResponse({ content, fileName }: ExportFile): Response {
  return new Response(Readable.toWeb(content) as ReadableStream, {
    headers: {
      'Content-Type': mediaTypeOf(fileName),
      'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'Cache-Control': 'no-store',
    },
  })
}
