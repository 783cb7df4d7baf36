import type { LoadedRelease } from './loaded-release'

/** The bytes of a file, in pieces. The same release gives the same bytes. */
export type FileBytes = AsyncIterable<Uint8Array>

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
  /** Another file of the same release by its format, made first where it is not there yet. */
  fileOf: (format: string) => Promise<MadeFile & { fileName: string; mediaType: string; about: string }>
}

/** One file that a release can be had as. */
export interface ReleaseFormat {
  /** Ends the file's name, after project and version. */
  suffix: string
  /** What it is for. */
  group: 'published' | 'table' | 'tool'
  /** As a heading would say it. */
  title: string
  /** What it contains, for people. */
  about: string
  /** Left out: what the end of its name says. */
  mediaType?: string
  /** It says whether the release was withdrawn; all others stay as they were. */
  tellsOfWithdrawal?: boolean
  write: (writing: ReleaseWriting) => FileBytes
}
