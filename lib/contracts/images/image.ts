import { z } from 'zod'
import { labelStop } from '@/lib/contracts/adaptive-batch'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { pairVote } from '@/lib/contracts/classes/pair-vote'
import { runSummary } from '@/lib/contracts/runs/run'
import { labelDecisions } from '@/lib/domain/adjudication/adjudication'
import { answers } from '@/lib/domain/rating/answer'
import { raterFlag } from './flagged-image'

/** A class proposed for an image, with what was said of it. */
export const imagePair = z.strictObject({
  candidateId: z.number().int(),
  class: classLabel,
  isOriginal: z.boolean(),
  isKept: z.boolean(),
  /** Null without a run, or when the run did not see this pair. */
  score: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What fixed the score in the run in the place of its method. */
  decision: z.enum(labelDecisions).nullable(),
  votes: z.array(pairVote),
})
export type ImagePair = z.infer<typeof imagePair>

/** Where the bytes of an image are, its size, and whom it is by. */
export const storedPicture = z.strictObject({
  /** Null when only the name of the image is known. */
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
  /** Labels kept that were never proposed: the original label of an image that nobody rated. */
  otherKept: z.array(classLabel),
  /** Why it is excluded now; null where it is not. */
  exclusion: z.strictObject({ reason: z.string(), by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
  /** Who first sent candidates of it to experts that are not decided yet, and when; null where nothing waits for experts. */
  sent: z.strictObject({ by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
  /** Why the run left it out; null where it did not. */
  runExclusion: z.string().nullable(),
})
export type ProjectImage = z.infer<typeof projectImage>

/** How many images of a run stand out; none of it changes once the run is there. */
export const runImageCounts = z.strictObject({
  all: z.number().int(),
  changed: z.number().int(),
  rated: z.number().int(),
  withoutLabel: z.number().int(),
  withSeveral: z.number().int(),
  /** Raters differ by the usual amount at least; a score comes as near to the threshold as is usual. */
  disputed: z.number().int(),
  near: z.number().int(),
  /** False for a run from before it was kept how far raters differ. */
  hasDoubt: z.boolean(),
})
export type ImageCounts = z.infer<typeof runImageCounts>

export const imagePage = z.strictObject({
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
  /** Names of the models whose predictions can be filtered by. */
  models: z.array(z.string()),
  /** The class filtered by; null when none is, or when there is no such class. */
  filterClass: classLabel.nullable(),
})
export type ImagePage = z.infer<typeof imagePage>

const answer = z.enum(answers)

/** What is known of a pair beside its votes. */
export const pairFacts = z.strictObject({
  candidateId: z.number().int(),
  /** What experts hold to be true; null where they said nothing. */
  truth: z.strictObject({ holds: z.boolean(), isConcluded: z.boolean() }).nullable(),
  /** Experts first. */
  golden: z.array(z.strictObject({ raterId: z.number().int(), isExpert: z.boolean(), source: z.string(), answer })),
  /** The newest first. */
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
  /** Models that predict this class, each with its rank from 1. */
  models: z.array(z.strictObject({ name: z.string(), rank: z.number().int() })),
  /** Why an adaptive batch asks about it no more; null where it does, or none asked. */
  stop: labelStop.nullable(),
})
export type PairFacts = z.infer<typeof pairFacts>

export const imageDetail = z.strictObject({
  image: projectImage,
  facts: z.array(pairFacts),
  flags: z.array(raterFlag),
  /** Its position among the images the filter shows, from 1; null when the filter does not show it. */
  position: z.number().int().nullable(),
  previousId: z.number().int().nullable(),
  nextId: z.number().int().nullable(),
})
export type ImageDetail = z.infer<typeof imageDetail>

export const classSearchQuery = z.object({ query: z.string().trim().max(100).default('') })
export const classList = z.strictObject({ classes: z.array(classLabel) })
