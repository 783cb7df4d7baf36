import { createHash } from 'node:crypto'
import type { MadeFile } from '../release/release-writing'
import { type ReleaseFormatKey, releaseFileName } from '../release-formats'
import { type ReleaseRows, releaseFileBytes } from './release-in-memory'

/** Makes files of a release into a folder, with those that they are written from. */
export function madeRelease(rows: ReleaseRows, scratch: (name: string, content?: Uint8Array) => string) {
  const fileOf = async (format: ReleaseFormatKey): Promise<MadeFile> => {
    const bytes = await releaseFileBytes(rows, format, fileOf)
    const path = scratch(releaseFileName(rows.head.project, rows.head.version, format), bytes)
    return { path, byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  return fileOf
}
