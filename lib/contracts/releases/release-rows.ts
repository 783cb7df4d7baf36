import { z } from 'zod'
import { storedPicture } from '@/lib/contracts/images/picture'
import { labelDecisions } from '@/lib/domain/adjudication/adjudication'

// Rows of a release that are read as they are written. Images, candidates and classes are in the order of the project's
// files; numbers that refer to them are indices into that order.

export const releaseClass = z.object({
  /** Class index in the label files; rows are sorted by it, possibly with gaps. */
  index: z.number(),
  name: z.string(),
  externalId: z.string().nullable(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  /** Names from the root of the hierarchy down to this class. */
  path: z.array(z.string()),
})
export type ReleaseClass = z.infer<typeof releaseClass>

export const releaseImage = z.object({
  fileName: z.string(),
  ...storedPicture.shape,
  /** Class index; null without one. */
  original: z.number().nullable(),
  isRated: z.boolean(),
  /** Class indices, rising. */
  labels: z.array(z.number()),
})
export type ReleaseImage = z.infer<typeof releaseImage>

export const releaseCandidate = z.object({
  /** Index of the image. */
  image: z.number(),
  classIndex: z.number(),
  isOriginal: z.boolean(),
  isKept: z.boolean(),
  /** Null if the run did not include it. */
  score: z.number().nullable(),
  /** Calibrated probability; null in older releases, and with too few golden answers. */
  calibrated: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Joint answer of the original label and the models, numbered as in the class parameters; null without them. */
  evidence: z.number().nullable(),
  /** The experts' truth if it fixed the score, otherwise null. Like `evidence`, missing in older releases. */
  golden: z.boolean().nullable(),
  models: z.array(z.string()),
})
export type ReleaseCandidate = z.infer<typeof releaseCandidate>

/** A label that people decided instead of a method. */
export const releaseDecision = z.object({
  /** Indices of the candidate and its image. */
  candidate: z.number(),
  image: z.number(),
  classIndex: z.number(),
  decision: z.enum(labelDecisions),
  holds: z.boolean(),
  /** Number of the rater who decided; null if no longer known, as are the fields below. */
  rater: z.number().nullable(),
  /** Reason code, and the note of the person who set it by hand. */
  reason: z.string().nullable(),
  note: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
})
export type ReleaseDecision = z.infer<typeof releaseDecision>

/** An excluded image, which has no labels and no votes. */
export const releaseExclusion = z.object({
  /** Index of the image. */
  image: z.number(),
  reason: z.string(),
})
export type ReleaseExclusion = z.infer<typeof releaseExclusion>

/** An image in which raters saw something that is not a class of the project. */
export const releaseOutsideList = z.object({
  /** Index of the image. */
  image: z.number(),
  raters: z.number(),
})
export type ReleaseOutsideList = z.infer<typeof releaseOutsideList>
