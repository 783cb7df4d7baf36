import { createReadStream } from 'node:fs'
import type { ReleaseFile } from '@/lib/services/releases/release-files'
import { webStream } from './web-stream'

/** The part of a file to send, both ends inclusive; null for all of it; `unsatisfiable` if it is outside the file. */
export type ByteRange = { start: number; end: number } | 'unsatisfiable' | null

/** Parses a single range (RFC 9110, section 14). Anything else gets the whole file, as the RFC allows. */
export function byteRange(header: string | null, byteSize: number): ByteRange {
  const asked = /^bytes=(\d*)-(\d*)$/i.exec(header?.replaceAll(' ', '') ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const [first, last] = [asked[1], asked[2]].map((digits) => (digits === '' ? null : Number(digits)))
  if (first === null) {
    // A suffix range: the last bytes of the file.
    const length = Math.min(last ?? 0, byteSize)
    return length === 0 ? 'unsatisfiable' : { start: byteSize - length, end: byteSize - 1 }
  }
  if (last !== null && last! < first!) return null
  return first! >= byteSize ? 'unsatisfiable' : { start: first!, end: Math.min(last ?? byteSize - 1, byteSize - 1) }
}

export const namesEntityTag = (header: string | null, tag: string): boolean =>
  header?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag) ?? false

/** Sends a file of a release, or the list of checksums, which grows as files are made. */
export function releaseDownload(
  request: Request,
  file: ReleaseFile | { fileName: string; text: string },
  cacheControl?: string,
): Response {
  if ('path' in file) return releaseFileResponse(request, file, cacheControl)
  return new Response(file.text, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
      'Cache-Control': 'no-store',
    },
  })
}

/** Sends a file or the requested range, so that downloads can resume. The tag is the file's checksum. */
export function releaseFileResponse(
  request: Request,
  file: Omit<ReleaseFile, 'format'>,
  cacheControl = 'private, no-cache',
): Response {
  const { fileName, mediaType, path, byteSize, sha256, publishedAt, withdrawnBecause } = file
  const tag = `"${sha256}"`
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    ETag: tag,
    'Last-Modified': new Date(publishedAt).toUTCString(),
    'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    // Compression would change the bytes to which ranges and the checksum refer.
    'Cache-Control': `${cacheControl}, no-transform`,
  })
  if (withdrawnBecause !== null) headers.set('Release-Withdrawn', encodeURIComponent(withdrawnBecause))
  if (namesEntityTag(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  const asked = byteRange(request.headers.get('range'), byteSize)
  const ifRange = request.headers.get('if-range')
  // Ranges apply to GET only, and only if the client's part is of the same file.
  const range = request.method === 'GET' && (ifRange === null || ifRange === tag) ? asked : null
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${byteSize}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: byteSize - 1 }
  if (range) headers.set('Content-Range', `bytes ${start}-${end}/${byteSize}`)
  headers.set('Content-Type', mediaType)
  // Next 16.4 removes this header and sends chunks; the list of files has each size, and Content-Range the whole size.
  headers.set('Content-Length', String(end - start + 1))
  headers.set('Content-Disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`)
  const body =
    request.method === 'HEAD' || byteSize === 0
      ? null
      : webStream(createReadStream(path, { start, end, highWaterMark: 262_144 }))
  return new Response(body, { status: range ? 206 : 200, headers })
}
