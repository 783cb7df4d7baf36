import { mediaTypeOf } from '@/lib/domain/media-type'
import type { Actor } from '@/lib/domain/permissions'
import { PerAccountLimit } from '@/lib/services/access/per-account-limit'
import type { ExportFile } from '@/lib/services/export-file'
import { webStream } from './web-stream'

const maxDownloads = 5
const downloads = new PerAccountLimit(
  maxDownloads,
  `You have ${maxDownloads} downloads running. Wait until one of them ends.`,
)

/** Something public can become private again, so caches forget it soon. */
export const publicCacheControl = 'public, max-age=300'

/** Each file holds a database connection until it is read, so a reader of many gets AppError `too-many-requests`. */
export async function fileResponse(
  reader: Actor | { network: string },
  write: () => Promise<ExportFile> | ExportFile,
): Promise<Response> {
  downloads.refuseMore(reader)
  const end = downloads.open(reader)
  try {
    const { content, fileName, isPublic } = await write()
    content.once('close', end)
    return new Response(webStream(content), {
      headers: {
        'Content-Type': mediaTypeOf(fileName),
        'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
        'Cache-Control': isPublic ? publicCacheControl : 'no-store',
      },
    })
  } catch (error) {
    end()
    throw error
  }
}

/** Next answers HEAD by GET and forgets the body, whose file or database connection would then stay open. */
export async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, response)
}
