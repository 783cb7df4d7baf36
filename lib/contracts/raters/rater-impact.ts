import { z } from 'zod'

const count = z.number().int()

/** Whose votes to leave out, one rater at a time. */
export const measureImpactInput = z.strictObject({
  /** Null: the latest run. */
  runId: z.number().int().min(1).max(2_147_483_647).nullable().default(null),
  raterIds: z.union([
    z.literal('all'),
    z.array(z.number().int().min(0).max(2_147_483_647)).min(1, 'Select at least one rater.').max(10_000),
  ]),
})
export type MeasureImpactInput = z.infer<typeof measureImpactInput>

const change = z.strictObject({
  imageId: count,
  classId: count,
  /** Whether it is a label without the rater, and none with the rater. */
  isGained: z.boolean(),
  /** Its score with the rater and without; null where the class is no candidate of the image. */
  before: z.number().nullable(),
  after: z.number().nullable(),
})
export type ImpactChange = z.infer<typeof change>

/** rater_impact.changes */
export const storedImpact = z.strictObject({
  /** Whether votes and golden answers were still those that the run saw. Both sides are computed on today's all the same. */
  isOfRun: z.boolean(),
  /** All votes of the project then, whether they count or not. */
  voteCount: count,
  /** The greatest change of score first; some are left out where there are very many. */
  rows: z.array(change),
})

/** What a finished measurement says of itself. */
export const impactResult = z.strictObject({
  runId: count,
  raterCount: count,
  isOfRun: z.boolean(),
  voteCount: count,
  /** Raters without whom the method cannot run, and why. */
  refused: z.array(z.strictObject({ raterId: count, reason: z.string() })),
})
export type ImpactResult = z.infer<typeof impactResult>

/** What would change in a run without a rater, as the rater's page shows it. */
export const raterImpact = z.strictObject({
  runId: count,
  gained: count,
  lost: count,
  imageCount: count,
  measuredAt: z.iso.datetime(),
  isOfRun: z.boolean(),
  voteCount: count,
  /** Votes there are now. */
  voteCountNow: count,
  /** Changed labels that can be shown: fewer than changed where there are very many. */
  shownCount: count,
  page: count,
  pageCount: count,
  images: z.array(
    z.strictObject({
      imageId: count,
      fileName: z.string(),
      contentHash: z.string().nullable(),
      credit: z.string().nullable(),
      license: z.string().nullable(),
      changes: z.array(
        z.strictObject({
          name: z.string(),
          isGained: z.boolean(),
          before: z.number().nullable(),
          after: z.number().nullable(),
        }),
      ),
    }),
  ),
})
export type RaterImpact = z.infer<typeof raterImpact>
