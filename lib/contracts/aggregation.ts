import { z } from 'zod'

const share = z.number().min(0).max(1)
const minimumYes = z.union([z.literal('majority'), z.number().int().min(1)], 'Give a whole number from 1, or majority.')

/** Parameters of the mean vote; what is left out takes the default. */
export const majorityParameters = z.strictObject({ maybeWeight: share, threshold: share }).partial()

/** Parameters of the calibrated method; what is left out takes the preset's value or the default. */
export const calibratedParameters = z
  .strictObject({
    minimumYes,
    prior: z.union([z.literal('golden'), z.number().gt(0).lt(1)], 'Give a number between 0 and 1, or golden.'),
    smoothing: z.number().positive(),
    originalLabel: z
      .strictObject({ firstClass: z.number().int().min(0), lastClass: z.number().int().min(0), minimumYes })
      .nullable(),
    threshold: share,
  })
  .partial()

export const aggregateInput = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('majority'), parameters: majorityParameters.default({}) }),
  z.strictObject({
    method: z.literal('calibrated'),
    /** A named set of parameters to start from. */
    preset: z.enum(['real']).optional(),
    parameters: calibratedParameters.default({}),
  }),
])
export type AggregateInput = z.infer<typeof aggregateInput>

/** What a finished aggregation says of itself. */
export const aggregateResult = z.strictObject({
  runId: z.number().int(),
  method: z.string(),
  voteCount: z.number().int(),
  candidateCount: z.number().int(),
  imageCount: z.number().int(),
  labelCount: z.number().int(),
  changedImageCount: z.number().int(),
  /** SHA-256 of everything the method saw. */
  inputHash: z.string(),
})
export type AggregateResult = z.infer<typeof aggregateResult>
