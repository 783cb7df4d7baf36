import type { ReleaseFormatKey } from '../release-formats'
import type { LoadedRelease } from './loaded-release'

/** A file of the release as it lies on disk. */
export interface MadeFile {
  path: string
  byteSize: number
  /** In hex. */
  sha256: string
}

/** What a file of a release is written from. */
export interface ReleaseWriting {
  release: LoadedRelease
  /** Another file of the same release, made first where it is not there yet. */
  fileOf: (format: ReleaseFormatKey) => Promise<MadeFile>
}

/** The bytes of a file, in pieces. The same release gives the same bytes. */
export type FileBytes = AsyncIterable<Uint8Array>
