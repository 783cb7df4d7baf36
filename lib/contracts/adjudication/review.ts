import { z } from 'zod'
import { sentDecision } from '@/lib/contracts/adjudication/adjudication'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { listedImage } from '@/lib/contracts/images/picture'
import { count, integerBetween, rowId, rowNumber } from '@/lib/contracts/number'
import { creditedImage, ratingCandidateSchema } from '@/lib/contracts/rating/rating'
import { maxNoteLength } from '@/lib/domain/adjudication/adjudication'
import { labelScopes, reviewCategories, reviewVerdicts } from '@/lib/domain/adjudication/review'

const severity = z.union([z.literal(1), z.literal(2), z.literal(3)])

export const maxReviewed = 5_000

export const newReview = z.strictObject({
  name: z.string().trim().max(200).default(''),
  modelId: rowNumber,
  size: integerBetween(1, maxReviewed),
  seed: integerBetween(0, 2_147_483_647).default(1),
  scope: z.enum(labelScopes).default('any'),
})

export const reviewMade = z.strictObject({ reviewId: rowNumber, size: count, poolSize: count })

export const reviewSummary = z.strictObject({
  id: rowNumber,
  name: z.string(),
  modelId: rowNumber,
  model: z.string(),
  runId: rowNumber,
  scope: z.enum(labelScopes),
  seed: count,
  poolSize: count,
  size: count,
  done: count,
  verdicts: z.strictObject({ wrong: count, missing: count, unclear: count }),
  createdAt: z.iso.datetime(),
})
export type ReviewSummary = z.infer<typeof reviewSummary>

/** Defaults to the reviews of all models. */
export const reviewQuery = z.object({ model: rowId.optional() })

export const reviewList = z.strictObject({
  reviews: z.array(reviewSummary),
  models: z.array(z.strictObject({ id: rowNumber, name: z.string() })),
  /** The run that a new review would use. Null if there is none. */
  runId: rowNumber.nullable(),
})
export type ReviewList = z.infer<typeof reviewList>

export const reviewAnswer = z.strictObject({
  verdict: z.enum(reviewVerdicts),
  category: z.enum(reviewCategories),
  severity,
  note: z.string().trim().max(maxNoteLength, 'At most 2,000 characters.').default(''),
})
export type ReviewAnswer = z.infer<typeof reviewAnswer>

export const judgeInput = reviewAnswer.extend(sentDecision)
export type JudgeInput = z.infer<typeof judgeInput>

const reviewTask = z.strictObject({
  /** Position in the review, from 0. */
  position: count,
  imageId: rowNumber,
  image: creditedImage,
  predicted: ratingCandidateSchema,
  labels: z.array(classLabel),
  original: classLabel.nullable(),
  /** Score of the predicted class. Null if it was not a candidate. */
  score: z.number().nullable(),
  own: reviewAnswer.nullable(),
})
export type ReviewTask = z.infer<typeof reviewTask>

export const reviewWorkspace = z.strictObject({
  /** The account's rater number in the project. */
  raterId: rowNumber,
  review: reviewSummary,
  /** Null if every image is judged or with another expert. */
  task: reviewTask.nullable(),
  /** The next images, so that work can go on for a while without a connection. */
  ahead: z.array(reviewTask),
})
export type ReviewWorkspace = z.infer<typeof reviewWorkspace>

/** Null once all mistakes are judged: then there is nothing to estimate. */
const bounds = { low: z.number().nullable(), high: z.number().nullable() }

const reviewShare = z.strictObject({ key: z.string(), count, share: z.number(), ...bounds })
export type ReviewShare = z.infer<typeof reviewShare>

export const reviewedImage = z.strictObject({
  position: count,
  ...listedImage,
  predicted: z.string(),
  labels: z.array(z.string()),
  verdict: z.enum(reviewVerdicts),
  category: z.string(),
  severity: count,
  note: z.string(),
  by: z.string(),
})
export type ReviewedImage = z.infer<typeof reviewedImage>

export const reviewResults = z.strictObject({
  review: reviewSummary,
  /** Images of the population drawn from that have a prediction. */
  imageCount: count,
  /** Shares of the judged images. Empty if there are none. */
  verdicts: z.array(reviewShare),
  /** Shares of the images whose prediction is really wrong. */
  categories: z.array(reviewShare),
  severities: z.array(reviewShare),
  accuracy: z.strictObject({ before: z.number(), after: z.number(), ...bounds }).nullable(),
  images: z.array(reviewedImage),
})
export type ReviewResults = z.infer<typeof reviewResults>
