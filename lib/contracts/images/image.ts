import { z } from 'zod'
import type { ImageAdjudication } from '@/lib/contracts/adjudication/adjudication'
import { type ClassLabel, classLabel } from '@/lib/contracts/classes/class-label'
import { type PairVote, voteCount } from '@/lib/contracts/classes/pair-vote'
import { filterQuery } from '@/lib/contracts/endpoint'
import { int } from '@/lib/contracts/number'
import type { labelStop } from '@/lib/contracts/plan/adaptive-batch'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { labelDecisions } from '@/lib/domain/adjudication/adjudication'
import { imageAddress } from '@/lib/domain/images/image-filter'
import type { Answer } from '@/lib/domain/rating/answer'
import type { RaterFlag } from './image-flag'
import { storedPicture } from './picture'

export const imagePair = z.strictObject({
  candidateId: int,
  class: classLabel,
  isOriginal: z.boolean(),
  isKept: z.boolean(),
  /** Null without a run, or if the run does not include this pair. */
  score: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The decision that set the score in place of the run's method. */
  decision: z.enum(labelDecisions).nullable(),
  /** From no to yes. */
  votes: z.array(voteCount),
})
export type ImagePair = z.infer<typeof imagePair>

export const projectImage = z.strictObject({
  id: int,
  position: int,
  fileName: z.string(),
  ...storedPicture.shape,
  original: classLabel.nullable(),
  /** Null without a run. */
  isChanged: z.boolean().nullable(),
  isRated: z.boolean().nullable(),
  pairs: z.array(imagePair),
  /** Labels kept without having been proposed: the original label of an image that nobody rated. */
  otherKept: z.array(classLabel),
  /** Null if the image is not excluded now. */
  exclusion: z.strictObject({ reason: z.string(), by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
  /** Who first sent candidates of the image to experts, and when. Null if none waits for a decision. */
  sent: z.strictObject({ by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
  runExclusion: z.string().nullable(),
})
export type ProjectImage = z.infer<typeof projectImage>

/** Counts of images of a run. Constant once the run is finished. */
export const runImageCounts = z.strictObject({
  all: int,
  changed: int,
  rated: int,
  withoutLabel: int,
  withSeveral: int,
  /** Images on which raters disagree at least as much as usual, and images whose score is as near the threshold. */
  disputed: int,
  near: int,
  /** False for runs of older versions, which did not store disagreement. */
  hasDoubt: z.boolean(),
})
export type ImageCounts = z.infer<typeof runImageCounts>

export interface ImagePage {
  hasSimulated: boolean
  images: ProjectImage[]
  /** Both are null if the images are still being counted. Then there is a next page. */
  total: number | null
  pageCount: number | null
  page: number
  pageSize: number
  readAt: string
  runs: RunSummary[]
  run: RunSummary | null
  /** Null without a run. */
  counts: ImageCounts | null
  models: string[]
  /** Null without a class filter, or if the class does not exist. */
  filterClass: ClassLabel | null
}

/** Parameters of the list's URL. For the total, it makes no difference which page is shown. */
export const imageQuery = filterQuery(imageAddress)

/** A page of the list for programs. */
export const imageList = z.object({
  /** Null without a run. */
  runId: int.nullable(),
  images: z.array(projectImage),
  /** Both are null in large projects if counting takes long. */
  total: int.nullable(),
  pageCount: int.nullable(),
  page: int,
})
export const imageTotal = z.strictObject({ total: int })
export type ImageTotal = z.infer<typeof imageTotal>

export interface PairFacts {
  candidateId: number
  /** By rater number. `isAfterRun`: too new for the run that is shown. */
  votes: (PairVote & { isAfterRun: boolean })[]
  /** The experts' truth. Null without expert answers. */
  truth: { holds: boolean; isConcluded: boolean } | null
  /** Experts first. */
  golden: { raterId: number; isExpert: boolean; source: string; answer: Answer }[]
  /** Newest first. */
  adjudications: ImageAdjudication[]
  /** Models that predict this class, with the rank of the prediction from 1. */
  models: { name: string; rank: number }[]
  /** Why an adaptive batch stopped asking about it. Null if it has not, or if no such batch asked. */
  stop: z.infer<typeof labelStop> | null
}

export interface ImageDetail {
  image: ProjectImage
  facts: PairFacts[]
  flags: RaterFlag[]
  /** Position among the filtered images, from 1. Null if the filter does not match the image. */
  position: number | null
  previousId: number | null
  nextId: number | null
}

export const classSearchQuery = z.object({ query: z.string().trim().max(100).default('') })
/** A class with its number in addresses, which differs from its index if the indices have gaps or begin at 1. */
export const foundClass = classLabel.extend({ id: int, index: int })
export const classList = z.strictObject({ classes: z.array(foundClass) })
