import type { LabelDecision } from '@/lib/domain/adjudication/adjudication'
import type { SubmittedMode } from '@/lib/domain/rating/answer-mode'

// What a snapshot of a project contains, row by row, as files are written from it. Images, candidates and classes stand in the order
// of the project's files; numbers that point at them are their places there, from 0.

/** What every file may say of where its rows come from. */
export interface SnapshotHead {
  project: string
  /** Null while it is not published. */
  version: string | null
  /** SHA-256 over all parts and facts, in hex; null while it is not published. */
  contentHash: string | null
  /** Null without a run. */
  method: string | null
}

/** What a file says of the release as a whole. */
export interface ReleaseHead extends SnapshotHead {
  projectName: string
  version: string
  /** ISO 8601, UTC. */
  publishedAt: string
  contentHash: string
  description: string
  citation: string
  /** Under which the data may be used, in the publisher's words; blank: not stated. */
  license: string
  method: string
  threshold: number
  imageCount: number
  labelCount: number
  voteCount: number
  /** Some votes or golden answers are simulated. */
  hasSimulated: boolean
  /** Null while it stands. */
  withdrawnBecause: string | null
}

export interface ReleaseClass {
  /** Place in the label files; classes stand by it, and it may leave gaps. */
  index: number
  name: string
  externalId: string | null
  otherNames: string[]
  gloss: string | null
  /** Names from the root of the hierarchy down to this class. */
  path: string[]
}

export interface ReleaseImage {
  fileName: string
  contentHash: string | null
  width: number | null
  height: number | null
  credit: string | null
  creditUrl: string | null
  license: string | null
  /** Class index; null without one. */
  original: number | null
  /** Class indices, rising. */
  labels: number[]
  isRated: boolean
}

export interface ReleaseCandidate {
  /** Place of the image. */
  image: number
  classIndex: number
  isOriginal: boolean
  isKept: boolean
  /** Null when the run did not see it. */
  score: number | null
  /** The probability that the score stands for; null in releases from before it was kept, and with too few golden answers. */
  calibrated: number | null
  low: number | null
  high: number | null
  /** Names of the models that proposed it. */
  models: string[]
}

export interface ReleaseAnswer {
  /** Place of the candidate. */
  candidate: number
  /** The rater's number in the project. */
  rater: number
  /** 0 no, 1 maybe, 2 yes. */
  answer: number
}

export interface ReleaseVote extends ReleaseAnswer {
  /** Number of the task it was shown in. */
  task: number
  /** Place on the screen, from 0; null when not known. */
  shownAt: number | null
  /** Given by “the rest are no”. */
  isRest: boolean
  /** For how many milliseconds the picture had been shown when it was given; null when not known. */
  imageShownMs: number | null
  /** Number of the page of pictures on which it was asked class first; null when it was asked image first. */
  page: number | null
  /** How it was answered; null when not known. */
  mode: SubmittedMode | null
  /** The further language in which the name was shown; null for the project's own, and when not known. */
  language: string | null
}

export interface ReleaseGoldenAnswer {
  candidate: number
  rater: number
  source: string
  answer: number
}

/** A label that people decided in the place of a method, one way or the other. */
export interface ReleaseDecision {
  /** Places of the candidate and of its image. */
  candidate: number
  image: number
  classIndex: number
  decision: LabelDecision
  holds: boolean
  /** The rater's number of whoever decided; null when no longer known, as what follows. */
  rater: number | null
  /** Why, in a word, and in the words of whoever set it by hand. */
  reason: string | null
  note: string | null
  /** ISO 8601, UTC. */
  decidedAt: string | null
}

/** An image that was left out: it has no label and no votes. */
export interface ReleaseExclusion {
  /** Its place. */
  image: number
  reason: string
}

/** An image in which raters saw something that is no class of the project. */
export interface ReleaseOutsideList {
  /** Its place. */
  image: number
  /** How many raters did. */
  raters: number
}

export interface ReleaseRater {
  rater: number
  kind: string
  isExpert: boolean
  isLeftOut: boolean
  voteCount: number
  /** Its parameters in the run, as the method has them; null for who gave no votes. */
  parameters: unknown
}

/** Rows come in blocks of some thousands, so that a million of them cost no promise each. */
export type Blocks<Row> = AsyncIterable<readonly Row[]>

/**
 * Columns of the tables whose reading takes time. A vote has its candidate, rater and answer anyway, a rater its number;
 * classes and golden answers are few, and whole.
 */
export interface SnapshotReads {
  images?: readonly (keyof ReleaseImage)[]
  candidates?: readonly (keyof ReleaseCandidate)[]
  votes?: readonly Exclude<keyof ReleaseVote, keyof ReleaseAnswer>[]
  raters?: readonly Exclude<keyof ReleaseRater, 'rater'>[]
}

export type WholeReads = Required<SnapshotReads>

type ColumnOf<
  Reads extends SnapshotReads,
  Table extends keyof SnapshotReads,
> = Reads[Table] extends readonly (infer Name)[] ? Name : never

export type ImageOf<Reads extends SnapshotReads> = Pick<ReleaseImage, ColumnOf<Reads, 'images'> & keyof ReleaseImage>
export type CandidateColumnOf<Reads extends SnapshotReads> = ColumnOf<Reads, 'candidates'> & keyof ReleaseCandidate
export type CandidateOf<Reads extends SnapshotReads> = Pick<ReleaseCandidate, CandidateColumnOf<Reads>>
export type VoteOf<Reads extends SnapshotReads> = Pick<
  ReleaseVote,
  keyof ReleaseAnswer | (ColumnOf<Reads, 'votes'> & keyof ReleaseVote)
>
export type RaterOf<Reads extends SnapshotReads> = Pick<
  ReleaseRater,
  'rater' | (ColumnOf<Reads, 'raters'> & keyof ReleaseRater)
>

/**
 * A project at one moment, to write files from: a published release, or what could be published now. Every call reads anew,
 * and the same rows come in the same order; those of a release for ever. Rows have at least the columns of `Reads`.
 */
export interface Snapshot<Head extends SnapshotHead = SnapshotHead, Reads extends SnapshotReads = WholeReads> {
  head: Head
  classes: () => Blocks<ReleaseClass>
  images: () => Blocks<ImageOf<Reads>>
  candidates: () => Blocks<CandidateOf<Reads>>
  votes: () => Blocks<VoteOf<Reads>>
  golden: () => Blocks<ReleaseGoldenAnswer>
  /** By rising place of the candidate. */
  decisions: () => Blocks<ReleaseDecision>
  /** By rising place of the image. */
  exclusions: () => Blocks<ReleaseExclusion>
  /** By rising place of the image; null in releases from before it was published. */
  outsideList: (() => Blocks<ReleaseOutsideList>) | null
  raters: () => Blocks<RaterOf<Reads>>
}

export type ReleaseSource = Snapshot<ReleaseHead>
