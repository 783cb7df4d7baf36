import type { FileGroup } from '@/lib/domain/releases/file-groups'
import type { CompleteReads, ReleaseHead, SnapshotHead, SnapshotReads } from '../release-rows'
import type { LoadedSnapshot } from './loaded-snapshot'

/** The bytes of a file, in chunks. The same release gives the same bytes. */
export type FileBytes = AsyncIterable<Uint8Array>

interface MadeFile {
  path: string
  byteSize: number
  /** In hex. */
  sha256: string
}

/** Input of the writers of snapshot files: a snapshot with the columns that the format reads. */
export interface SnapshotWriting<Reads extends SnapshotReads = CompleteReads> {
  snapshot: LoadedSnapshot<SnapshotHead, Reads>
}

/** Input of the writers of files that describe a release. */
export interface ReleaseWriting {
  snapshot: LoadedSnapshot<ReleaseHead>
  /** Another file of the same release by its format, written first if necessary. */
  fileOf: (format: string) => Promise<MadeFile & { fileName: string; mediaType: string; about: string }>
}

interface FormatInfo {
  /** Ends the file's name, after project and version. */
  suffix: string
  group: FileGroup
  title: string
  about: string
  /** By default derived from the suffix. */
  mediaType?: string
  /** Incremented when its writer changes its output; 0 by default. */
  revision?: number
}

/** A file of a release that can also be exported from an unpublished project. */
export interface SnapshotFormat extends FormatInfo {
  describesRelease?: false
  needsRun?: boolean
  /** Whether it marks excluded raters, so that a live export includes their votes. A release has none of them. */
  marksExcludedRaters?: boolean
  /** The columns it uses. A live export reads no others from the database. */
  reads: SnapshotReads
  write: (writing: SnapshotWriting) => FileBytes
}

/** A file that describes the release and whether it was withdrawn. Only published labels have it. */
export interface DescriptionFormat extends FormatInfo {
  describesRelease: true
  write: (writing: ReleaseWriting) => FileBytes
}

export type ReleaseFormat = SnapshotFormat | DescriptionFormat

/** Types the writer's snapshot to the columns that the format reads. */
export const snapshotFormat = <const Reads extends SnapshotReads>(
  format: Omit<SnapshotFormat, 'reads' | 'write'> & {
    reads: Reads
    write: (writing: SnapshotWriting<Reads>) => FileBytes
  },
): SnapshotFormat => format

const pieceLength = 262_144

/** Encodes text as UTF-8 in chunks worth writing. Never splits a surrogate pair. */
export async function* textBytes(texts: AsyncIterable<string> | Iterable<string>): FileBytes {
  let piece = ''
  for await (const text of texts) {
    piece += text
    if (piece.length < pieceLength) continue
    yield Buffer.from(piece, 'utf8')
    piece = ''
  }
  if (piece !== '') yield Buffer.from(piece, 'utf8')
}

export const yesOrNo = (value: boolean | number): string => (value ? 'yes' : 'no')

/** Null for NaN, which means unknown. */
export const knownNumber = (value: number): number | null => (Number.isNaN(value) ? null : value)
