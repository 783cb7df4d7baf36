import { z } from 'zod'

const count = z.number().int().min(0)
const interval = z.tuple([z.number(), z.number()])

/** Quality of a release's scores on golden candidates. Part of the hashed facts, so fields added later are optional. */
export const goldenFacts = z.strictObject({
  candidates: count,
  images: count,
  holding: count,
  folds: count,
  usesGolden: z.boolean(),
  averagePrecision: z.strictObject({ value: z.number(), interval: interval.nullable() }).nullable(),
  atThreshold: z
    .strictObject({
      precision: z.number(),
      recall: z.number(),
      /** 95% intervals. Missing in releases older than this field. */
      intervals: z.strictObject({ precision: interval, recall: interval }).optional(),
    })
    .nullable(),
  /** Simpler methods that rank golden candidates better. Missing in older releases. */
  better: z.array(z.strictObject({ title: z.string(), averagePrecision: z.number() })).optional(),
})
