import { z } from 'zod'
import { sentDecision } from '@/lib/contracts/adjudication/adjudication'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { projectPath } from '@/lib/contracts/endpoint'
import { listedImage } from '@/lib/contracts/images/picture'
import { count, integerBetween, rowId, rowNumber } from '@/lib/contracts/number'
import { creditedImage, ratingCandidateSchema } from '@/lib/contracts/rating/rating'
import { maxNoteLength } from '@/lib/domain/adjudication/adjudication'
import { labelScopes, reviewCategories, reviewVerdicts } from '@/lib/domain/adjudication/review'

const severity = z.union([z.literal(1), z.literal(2), z.literal(3)])

export const reviewPath = projectPath.extend({ review: rowId })

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

export interface ReviewList {
  reviews: ReviewSummary[]
  models: { id: number; name: string }[]
  runId: number | null
}

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
type Bounds = { low: number | null; high: number | null }

export type ReviewShare = { key: string; count: number; share: number } & Bounds

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

export interface ReviewResults {
  review: ReviewSummary
  /** Images of the population drawn from that have a prediction. */
  imageCount: number
  /** Shares of the judged images. Empty if there are none. */
  verdicts: ReviewShare[]
  /** Shares of the images whose prediction is really wrong. */
  categories: ReviewShare[]
  severities: ReviewShare[]
  accuracy: ({ before: number; after: number } & Bounds) | null
  images: ReviewedImage[]
}
