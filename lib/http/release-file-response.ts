import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReleaseFile } from '@/lib/services/releases/release-file'

/** What of a file is sent: both ends inclusive; null for all of it; `unsatisfiable` when nothing lies there. */
export type ByteRange = { start: number; end: number } | 'unsatisfiable' | null

/**
 * The one range that a request asks for, by RFC 9110, section 14. Several ranges, other units and what cannot be read are
 * answered with the whole file, as the RFC allows.
 */
export function byteRange(header: string | null, byteSize: number): ByteRange {
  const asked = /^bytes=(\d*)-(\d*)$/i.exec(header?.replaceAll(' ', '') ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const [first, last] = [asked[1], asked[2]].map((digits) => (digits === '' ? null : Number(digits)))
  if (first === null) {
    // The last so many bytes.
    const length = Math.min(last ?? 0, byteSize)
    return length === 0 ? 'unsatisfiable' : { start: byteSize - length, end: byteSize - 1 }
  }
  if (last !== null && last! < first!) return null
  return first! >= byteSize ? 'unsatisfiable' : { start: first!, end: Math.min(last ?? byteSize - 1, byteSize - 1) }
}

/** Whether one of the tags of an If-None-Match header is this one. */
export const namesEntityTag = (header: string | null, tag: string): boolean =>
  header?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag) ?? false

/**
 * A file of a release or the archive of a project, or the part of it that is asked for, so that a download which broke off can go on. The tag is the
 * file's checksum: what it names never changes.
 */
export function releaseFileResponse(request: Request, file: Omit<ReleaseFile, 'format'>): Response {
  const { fileName, mediaType, path, byteSize, sha256, publishedAt, withdrawnBecause } = file
  const tag = `"${sha256}"`
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    ETag: tag,
    'Last-Modified': new Date(publishedAt).toUTCString(),
    'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    // A compressed answer would have other bytes than those that the ranges and the checksum count.
    'Cache-Control': 'private, no-cache, no-transform',
  })
  if (withdrawnBecause !== null) headers.set('Release-Withdrawn', encodeURIComponent(withdrawnBecause))
  if (namesEntityTag(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  const asked = byteRange(request.headers.get('range'), byteSize)
  const ifRange = request.headers.get('if-range')
  // Ranges are for GET alone, and only of the file that the part at hand is of.
  const range = request.method === 'GET' && (ifRange === null || ifRange === tag) ? asked : null
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${byteSize}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: byteSize - 1 }
  if (range) headers.set('Content-Range', `bytes ${start}-${end}/${byteSize}`)
  headers.set('Content-Type', mediaType)
  // Next 16.4 takes this off again and sends in chunks; the list of files has each size, and every part its whole one.
  headers.set('Content-Length', String(end - start + 1))
  headers.set('Content-Disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`)
  const body =
    request.method === 'HEAD' || byteSize === 0
      ? null
      : (Readable.toWeb(createReadStream(path, { start, end, highWaterMark: 262_144 })) as ReadableStream)
  return new Response(body, { status: range ? 206 : 200, headers })
}
