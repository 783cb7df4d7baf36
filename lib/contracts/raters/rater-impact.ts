import { z } from 'zod'
import type { ListedPicture } from '@/lib/contracts/images/picture'
import { count, rowNumber } from '@/lib/contracts/number'

/** Raters to exclude, one at a time. */
export const measureImpactInput = z.strictObject({
  /** Null: the latest run. */
  runId: rowNumber.min(1).nullable().default(null),
  raterIds: z.union([z.literal('all'), z.array(rowNumber).min(1, 'Select at least one rater.').max(10_000)]),
})
export type MeasureImpactInput = z.infer<typeof measureImpactInput>

const change = z.strictObject({
  imageId: rowNumber,
  classId: rowNumber,
  /** Whether it is a label only without the rater. */
  isGained: z.boolean(),
  /** Scores with and without the rater. Null if the class is not a candidate of the image. */
  before: z.number().nullable(),
  after: z.number().nullable(),
})
export type ImpactChange = z.infer<typeof change>

export const storedImpact = z.strictObject({
  /** Whether votes and golden answers are still those of the run. If not, both scores use the current ones. */
  isOfRun: z.boolean(),
  /** All votes of the project at that time, including those of excluded raters. */
  voteCount: count,
  /** Largest change of score first. Truncated if there are very many. */
  rows: z.array(change),
})

export const impactResult = z.strictObject({
  runId: rowNumber,
  raterCount: count,
  isOfRun: z.boolean(),
  voteCount: count,
  /** Raters without whom the method cannot run, and why. */
  refused: z.array(z.strictObject({ raterId: rowNumber, reason: z.string() })),
})
export type ImpactResult = z.infer<typeof impactResult>

export interface RaterImpact {
  runId: number
  gained: number
  lost: number
  imageCount: number
  measuredAt: string
  isOfRun: boolean
  voteCount: number
  voteCountNow: number
  /** Changed labels that are stored, fewer than `gained + lost` if there were very many. */
  shownCount: number
  page: number
  pageCount: number
  images: (ListedPicture & {
    imageId: number
    fileName: string
    changes: { name: string; isGained: boolean; before: number | null; after: number | null }[]
  })[]
}
