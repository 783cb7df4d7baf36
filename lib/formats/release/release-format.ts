import type { FileGroup } from '@/lib/domain/releases/file-groups'
import type { ReleaseHead, SnapshotHead, SnapshotReads, WholeReads } from '../release-rows'
import type { LoadedSnapshot } from './loaded-snapshot'

/** The bytes of a file, in pieces. The same release gives the same bytes. */
export type FileBytes = AsyncIterable<Uint8Array>

/** A file of the release as it lies on disk. */
export interface MadeFile {
  path: string
  byteSize: number
  /** In hex. */
  sha256: string
}

/** What a file is written from, published or not: a snapshot with the columns that its format reads. */
export interface SnapshotWriting<Reads extends SnapshotReads = WholeReads> {
  snapshot: LoadedSnapshot<SnapshotHead, Reads>
}

/** What a file that describes a release is written from. */
export interface ReleaseWriting {
  snapshot: LoadedSnapshot<ReleaseHead>
  /** Another file of the same release by its format, made first where it is not there yet. */
  fileOf: (format: string) => Promise<MadeFile & { fileName: string; mediaType: string; about: string }>
}

interface FormatInfo {
  /** Ends the file's name, after project and version. */
  suffix: string
  /** What it is for. */
  group: FileGroup
  /** As a heading would say it. */
  title: string
  /** What it contains, for people. */
  about: string
  /** Left out: what the end of its name says. */
  mediaType?: string
}

/** One file that a release can be had as, and a project at any time. */
export interface SnapshotFormat extends FormatInfo {
  describesRelease?: false
  /** It says something of a run: without one it cannot be written. */
  needsRun?: boolean
  /** It says which raters are left out, so that a live export includes their votes. A release has none of them. */
  marksLeftOut?: boolean
  /** The columns it is written from. A live export reads no others from the database. */
  reads: SnapshotReads
  write: (writing: SnapshotWriting) => FileBytes
}

/** One that says what the release is, and whether it was withdrawn. Only published labels have it. */
export interface DescribingFormat extends FormatInfo {
  describesRelease: true
  write: (writing: ReleaseWriting) => FileBytes
}

export type ReleaseFormat = SnapshotFormat | DescribingFormat

/** A format whose writer sees the columns that it reads, and no others. */
export const snapshotFormat = <const Reads extends SnapshotReads>(
  format: Omit<SnapshotFormat, 'reads' | 'write'> & {
    reads: Reads
    write: (writing: SnapshotWriting<Reads>) => FileBytes
  },
): SnapshotFormat => format

const pieceLength = 262_144

/** Text in pieces of any size as UTF-8 in pieces worth writing. A half of a surrogate pair stays with its other half. */
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

/** Null for what is not known. */
export const knownNumber = (value: number): number | null => (Number.isNaN(value) ? null : value)
