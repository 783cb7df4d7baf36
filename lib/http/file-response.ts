import { Readable } from 'node:stream'
import type { ExportFile } from '@/lib/services/export-file'

/** A file to be saved by the browser, sent as it is made. */
export function fileResponse({ content, fileName, mediaType }: ExportFile): Response {
  return new Response(Readable.toWeb(content) as ReadableStream, {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'Cache-Control': 'no-store',
    },
  })
}
