import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ReleaseFile } from '@/lib/services/releases/release-files'
import { byteRange, namesEntityTag, releaseFileResponse } from './release-file-response'

const folder = mkdtempSync(join(tmpdir(), 'reassess-response-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const text = 'image,rater,answer\na.jpg,7,yes\n'
writeFileSync(join(folder, 'votes.csv'), text)
const sha256 = createHash('sha256').update(text).digest('hex')
const file: ReleaseFile = {
  format: 'votes-csv',
  fileName: 'small-1-votes.csv',
  mediaType: 'text/csv; charset=utf-8',
  path: join(folder, 'votes.csv'),
  byteSize: text.length,
  sha256,
  publishedAt: '2026-11-25T12:00:00.000Z',
  withdrawnBecause: null,
}
const tag = `"${sha256}"`
const answer = (headers: Record<string, string> = {}, method = 'GET', given = file) =>
  releaseFileResponse(new Request('http://localhost/x', { method, headers }), given)

describe('a download of a release’s file', () => {
  it('is the whole file, with its size, checksum and tag, and not compressed on the way', async () => {
    const response = answer()
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(text)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      etag: tag,
      'content-length': String(text.length),
      'content-disposition': 'attachment; filename="small-1-votes.csv"',
      'repr-digest': `sha-256=:${createHash('sha256').update(text).digest('base64')}:`,
      'cache-control': 'private, no-cache, no-transform',
    })
    expect(response.headers.get('release-withdrawn')).toBeNull()
  })

  it('resumes after an interruption, and its parts make up the file', async () => {
    const first = answer({ range: 'bytes=0-9' })
    const rest = answer({ range: 'bytes=10-', 'if-range': tag })
    expect([first.status, rest.status]).toEqual([206, 206])
    expect(rest.headers.get('content-range')).toBe(`bytes 10-${text.length - 1}/${text.length}`)
    expect((await first.text()) + (await rest.text())).toBe(text)
  })

  it('starts again if the existing part belongs to another file', async () => {
    for (const other of [`"${'0'.repeat(64)}"`, `W/${tag}`, 'Wed, 25 Nov 2026 12:00:00 GMT']) {
      const response = answer({ range: 'bytes=10-', 'if-range': other })
      expect([response.status, await response.text()]).toEqual([200, text])
    }
  })

  it('states the size of the file if the range is beyond it', () => {
    const response = answer({ range: `bytes=${text.length}-` })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${text.length}`])
  })

  it('sends nothing that the client already has, and only headers for HEAD', async () => {
    const known = answer({ 'if-none-match': tag })
    expect([known.status, known.body]).toEqual([304, null])
    const head = answer({ range: 'bytes=0-9' }, 'HEAD')
    expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, null, String(text.length)])
  })

  it('keeps a file name from adding to the header', () => {
    const name = 'a"; filename=b.html\r\nSet-Cookie: x=1.csv'
    expect(answer({}, 'GET', { ...file, fileName: name }).headers.get('content-disposition')).toBe(
      'attachment; filename="a___filename_b.html__Set-Cookie__x_1.csv"',
    )
  })

  it('states why a release was withdrawn', () => {
    const response = answer({}, 'GET', { ...file, withdrawnBecause: 'Labels of “crane” were mixed up.\n' })
    expect(decodeURIComponent(response.headers.get('release-withdrawn') ?? '')).toBe(
      'Labels of “crane” were mixed up.\n',
    )
  })
})

describe('the range of a request', () => {
  it('is from the first to the last requested byte, at most to the end', () => {
    expect(byteRange('bytes=0-0', 10)).toEqual({ start: 0, end: 0 })
    expect(byteRange('bytes=3-', 10)).toEqual({ start: 3, end: 9 })
    expect(byteRange('bytes = 3 - 99', 10)).toEqual({ start: 3, end: 9 })
  })

  it('is the end of the file if only a number of last bytes is given', () => {
    expect(byteRange('bytes=-4', 10)).toEqual({ start: 6, end: 9 })
    expect(byteRange('bytes=-40', 10)).toEqual({ start: 0, end: 9 })
  })

  it('cannot be satisfied beyond the end', () => {
    expect(byteRange('bytes=10-', 10)).toBe('unsatisfiable')
    expect(byteRange('bytes=-0', 10)).toBe('unsatisfiable')
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable')
  })

  it('is the whole file for several ranges, other units, and malformed headers', () => {
    for (const header of [null, '', 'bytes', 'bytes=-', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=4-2', 'bytes=a-b'])
      expect(byteRange(header, 10)).toBeNull()
  })
})

describe('an entity tag', () => {
  it('is found among several, weak or not, and matches an asterisk', () => {
    for (const header of ['"a"', 'W/"a"', '"b", "a"', '*']) expect(namesEntityTag(header, '"a"')).toBe(true)
    for (const header of [null, '', '"b"', 'a']) expect(namesEntityTag(header, '"a"')).toBe(false)
  })
})
