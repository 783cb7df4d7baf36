import { createHash } from 'node:crypto'
import type { ReleaseWriting } from '../release/release-format'
import { isReleaseFormat, releaseFileInfo } from '../release-formats'
import { type ReleaseRows, releaseFileBytes } from './release-in-memory'

/** Writes files of a release to a folder, together with the files that they depend on. */
export function madeRelease(rows: ReleaseRows, scratch: (name: string, content?: Uint8Array) => string) {
  const fileOf: ReleaseWriting['fileOf'] = async (format) => {
    if (!isReleaseFormat(format)) throw new TypeError(`There is no format “${format}”.`)
    const bytes = await releaseFileBytes(rows, format, fileOf)
    const info = releaseFileInfo(rows.head, format)
    const path = scratch(info.fileName, bytes)
    return { ...info, path, byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  return fileOf
}
