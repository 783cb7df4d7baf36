import { z } from 'zod'
import { labelStop } from '@/lib/contracts/adaptive-batch'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { pairVote, voteCount } from '@/lib/contracts/classes/pair-vote'
import { runSummary } from '@/lib/contracts/runs/run'
import { labelDecisions } from '@/lib/domain/adjudication/adjudication'
import { answers } from '@/lib/domain/rating/answer'
import { raterFlag } from './flagged-image'

export const imagePair = z.strictObject({
  candidateId: z.number().int(),
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

export const storedPicture = z.strictObject({
  /** Null if only the name of the image is known. */
  contentHash: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  credit: z.string().nullable(),
  creditUrl: z.string().nullable(),
  license: z.string().nullable(),
})
export type StoredPicture = z.infer<typeof storedPicture>

export const projectImage = z.strictObject({
  id: z.number().int(),
  position: z.number().int(),
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
  all: z.number().int(),
  changed: z.number().int(),
  rated: z.number().int(),
  withoutLabel: z.number().int(),
  withSeveral: z.number().int(),
  /** Images on which raters disagree at least as much as usual, and images whose score is as near the threshold. */
  disputed: z.number().int(),
  near: z.number().int(),
  /** False for runs of older versions, which did not store disagreement. */
  hasDoubt: z.boolean(),
})
export type ImageCounts = z.infer<typeof runImageCounts>

const imagePage = z.strictObject({
  hasSimulated: z.boolean(),
  images: z.array(projectImage),
  total: z.number().int(),
  page: z.number().int(),
  pageCount: z.number().int(),
  pageSize: z.number().int(),
  runs: z.array(runSummary),
  run: runSummary.nullable(),
  /** Null without a run. */
  counts: runImageCounts.nullable(),
  models: z.array(z.string()),
  /** Null without a class filter, or if the class does not exist. */
  filterClass: classLabel.nullable(),
})
export type ImagePage = z.infer<typeof imagePage>

const answer = z.enum(answers)

const pairFacts = z.strictObject({
  candidateId: z.number().int(),
  /** By rater number. */
  votes: z.array(pairVote),
  /** The experts' truth. Null without expert answers. */
  truth: z.strictObject({ holds: z.boolean(), isConcluded: z.boolean() }).nullable(),
  /** Experts first. */
  golden: z.array(z.strictObject({ raterId: z.number().int(), isExpert: z.boolean(), source: z.string(), answer })),
  /** Newest first. */
  adjudications: z.array(
    z.strictObject({
      id: z.number().int(),
      raterId: z.number().int(),
      firstAnswer: answer,
      answer,
      reason: z.string(),
      note: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
  /** Models that predict this class, with the rank of the prediction from 1. */
  models: z.array(z.strictObject({ name: z.string(), rank: z.number().int() })),
  /** Why an adaptive batch stopped asking about it. Null if it has not, or if no such batch asked. */
  stop: labelStop.nullable(),
})
export type PairFacts = z.infer<typeof pairFacts>

const imageDetail = z.strictObject({
  image: projectImage,
  facts: z.array(pairFacts),
  flags: z.array(raterFlag),
  /** Position among the filtered images, from 1. Null if the filter does not match the image. */
  position: z.number().int().nullable(),
  previousId: z.number().int().nullable(),
  nextId: z.number().int().nullable(),
})
export type ImageDetail = z.infer<typeof imageDetail>

export const classSearchQuery = z.object({ query: z.string().trim().max(100).default('') })
export const classList = z.strictObject({ classes: z.array(classLabel) })
