import type {
  ReleaseCandidate,
  ReleaseClass,
  ReleaseDecision,
  ReleaseExclusion,
  ReleaseImage,
  ReleaseOutsideList,
} from '@/lib/contracts/releases/release-rows'
import type { StoredClassParameters } from '@/lib/contracts/runs/aggregation'
import type { SubmittedMode } from '@/lib/domain/rating/answer-mode'

// The content of a project snapshot, row by row, from which files are written. Images, candidates and classes are in
// the order of the project's files; numbers that refer to them are indices into that order.

export interface SnapshotHead {
  project: string
  /** Null while unpublished. */
  version: string | null
  /** SHA-256 over all parts and facts, in hex; null while unpublished. */
  contentHash: string | null
  /** Null without a run. */
  method: string | null
}

export interface ReleaseHead extends SnapshotHead {
  projectName: string
  version: string
  /** ISO 8601, UTC. */
  publishedAt: string
  contentHash: string
  description: string
  /** As published, in Markdown. */
  card: string
  citation: string
  bibtex: string
  /** How the labels were made, by property of Croissant's vocabulary for responsible AI. */
  statements: Readonly<Record<string, string | readonly string[]>>
  /** License in the publisher's words; blank if not stated. */
  license: string
  /** Names in the order of the citation; may be empty. */
  authors: readonly string[]
  method: string
  hasSimulated: boolean
  /** Null unless withdrawn. */
  withdrawnBecause: string | null
}

export interface ReleaseAnswer {
  /** Index of the candidate. */
  candidate: number
  /** The rater's number in the project. */
  rater: number
  /** 0 no, 1 maybe, 2 yes. */
  answer: number
}

export interface ReleaseVote extends ReleaseAnswer {
  task: number
  /** Position on the screen, from 0; null if unknown. */
  shownAt: number | null
  /** Given by “the rest are no”. */
  isRest: boolean
  /** Milliseconds for which the picture had been shown; null if unknown. */
  imageShownMs: number | null
  /** Number of the page, if asked class first; null if asked image first. */
  page: number | null
  /** How it was answered; null if unknown. */
  mode: SubmittedMode | null
  /** The further language in which the name was shown; null for the project's own, and if unknown. */
  language: string | null
}

export interface ReleaseGoldenAnswer {
  candidate: number
  rater: number
  source: string
  answer: number
}

export interface ReleaseRater {
  rater: number
  kind: string
  isExpert: boolean
  isLeftOut: boolean
  voteCount: number
  /** Parameters estimated by the run's method; null for a rater without votes. */
  parameters: unknown
}

/** Rows come in blocks of a few thousand, so that a million rows do not need a promise each. */
export type Blocks<Row> = AsyncIterable<readonly Row[]>

/**
 * Columns of the tables that are slow to read. A vote always has its candidate, rater and answer, a rater the number;
 * classes and golden answers are few and always read whole.
 */
export interface SnapshotReads {
  images?: readonly (keyof ReleaseImage)[]
  candidates?: readonly (keyof ReleaseCandidate)[]
  votes?: readonly Exclude<keyof ReleaseVote, keyof ReleaseAnswer>[]
  raters?: readonly Exclude<keyof ReleaseRater, 'rater'>[]
}

export type CompleteReads = Required<SnapshotReads>

type ColumnOf<
  Reads extends SnapshotReads,
  Table extends keyof SnapshotReads,
> = Reads[Table] extends readonly (infer Name)[] ? Name : never

export type ImageOf<Reads extends SnapshotReads> = Pick<ReleaseImage, ColumnOf<Reads, 'images'> & keyof ReleaseImage>
export type CandidateColumnOf<Reads extends SnapshotReads> = ColumnOf<Reads, 'candidates'> & keyof ReleaseCandidate
type CandidateOf<Reads extends SnapshotReads> = Pick<ReleaseCandidate, CandidateColumnOf<Reads>>
export type VoteOf<Reads extends SnapshotReads> = Pick<
  ReleaseVote,
  keyof ReleaseAnswer | (ColumnOf<Reads, 'votes'> & keyof ReleaseVote)
>
export type RaterOf<Reads extends SnapshotReads> = Pick<
  ReleaseRater,
  'rater' | (ColumnOf<Reads, 'raters'> & keyof ReleaseRater)
>

/**
 * A project at one moment, as the source of files: a published release, or what could be published now. Every call
 * reads the same rows in the same order, for a release forever. Rows have at least the columns in `Reads`.
 */
export interface Snapshot<Head extends SnapshotHead = SnapshotHead, Reads extends SnapshotReads = CompleteReads> {
  head: Head
  classes: () => Blocks<ReleaseClass>
  images: () => Blocks<ImageOf<Reads>>
  candidates: () => Blocks<CandidateOf<Reads>>
  votes: () => Blocks<VoteOf<Reads>>
  golden: () => Blocks<ReleaseGoldenAnswer>
  /** By rising candidate. */
  decisions: () => Blocks<ReleaseDecision>
  /** By rising image. */
  exclusions: () => Blocks<ReleaseExclusion>
  /** By rising image; null in older releases. */
  outsideList: (() => Blocks<ReleaseOutsideList>) | null
  raters: () => Blocks<RaterOf<Reads>>
  /** Null if the run has none, and in older releases. */
  classParameters: () => Promise<StoredClassParameters | null>
}

export type ReleaseSource = Snapshot<ReleaseHead>
