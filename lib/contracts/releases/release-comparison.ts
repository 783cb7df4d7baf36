import { z } from 'zod'
import { listedPicture } from '@/lib/contracts/images/picture'
import { count, int, pageNumber, rowId } from '@/lib/contracts/number'
import { releaseSummary } from './release'

const releaseChanges = ['gained', 'lost'] as const

/** The two releases to compare, and a filter of the labels that differ. */
export const releaseCompareQuery = z.object({
  a: z.string().max(100),
  b: z.string().max(100),
  /** `gained`: kept by b but not by a. Defaults to both. */
  change: z.enum(releaseChanges).optional(),
  /** Class index. */
  class: rowId.optional(),
  page: pageNumber,
})
export type ReleaseCompareQuery = z.infer<typeof releaseCompareQuery>

/** Votes by answer: no, maybe, yes. */
const answerCounts = z.tuple([count, count, count])

const releaseDifference = z.strictObject({
  fileName: z.string(),
  ...listedPicture,
  /** Id of the image in the project. Null if it no longer exists. */
  imageId: int.nullable(),
  classIndex: int,
  className: z.string(),
  isOriginal: z.boolean(),
  change: z.enum(releaseChanges),
  /** Null if it was not a candidate. */
  scoreA: z.number().nullable(),
  scoreB: z.number().nullable(),
  votesA: answerCounts,
  votesB: answerCounts,
})
export type ReleaseDifference = z.infer<typeof releaseDifference>

const comparedRater = z.strictObject({
  raterId: int,
  kind: z.string(),
  state: z.enum(['new', 'gone', 'excluded', 'stays']),
  votesA: count,
  votesB: count,
  /** The method's skill, from 0 to 1. Null for raters without votes. */
  skillA: z.number().nullable(),
  skillB: z.number().nullable(),
  /** Votes in b on labels that differ, and how many of them agree with b. */
  changedVotes: count,
  changedVotesFor: count,
})
export type ComparedRater = z.infer<typeof comparedRater>

const comparedModel = z.strictObject({
  modelId: int,
  name: z.string(),
  /** Rank from 1, by reassessed accuracy among the models with scores in both runs. */
  before: int,
  after: int,
  accuracyBefore: z.number(),
  accuracyAfter: z.number(),
})
export type ComparedModel = z.infer<typeof comparedModel>

export const releaseComparison = z.strictObject({
  a: releaseSummary,
  b: releaseSummary,
  gained: count,
  lost: count,
  imageCount: count,
  /** Images that only one of the releases contains, whose labels are not compared. */
  newImages: count,
  goneImages: count,
  /** Classes with the most differing labels, and the number of all such classes. */
  classes: z.array(z.strictObject({ index: int, name: z.string(), gained: count, lost: count })),
  classCount: count,
  /** Raters whose contribution changed, largest change first, and the number of all raters. */
  raters: z.array(comparedRater),
  raterCount: count,
  /** What the methods' skill measures. Null if the two methods differ. */
  skillMeaning: z.string().nullable(),
  models: z.array(comparedModel),
  differences: z.array(releaseDifference),
  total: count,
  page: int,
  pageCount: int,
  pageSize: int,
})
export type ReleaseComparison = z.infer<typeof releaseComparison>
