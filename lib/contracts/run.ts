import { z } from 'zod'

/** A finished aggregation, as lists show it. */
export const runSummary = z.strictObject({
  id: z.number().int(),
  method: z.string(),
  /** The method's name for people. */
  title: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  threshold: z.number(),
  voteCount: z.number().int(),
  labelCount: z.number().int(),
  changedImageCount: z.number().int(),
  logLikelihood: z.number().nullable(),
  stopReason: z.string(),
  createdAt: z.iso.datetime(),
})
export type RunSummary = z.infer<typeof runSummary>

export const runList = z.strictObject({ runs: z.array(runSummary) })

/** A way to aggregate, as the form that starts one shows it. */
export const methodOption = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  defaults: z.record(z.string(), z.unknown()),
  presets: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** Why it cannot run on the answers there are, with the remedy; null when it can. */
  obstacle: z.string().nullable(),
})
export type MethodOption = z.infer<typeof methodOption>

/** Left out: the latest run. */
export const exportQuery = z.object({ run: z.coerce.number().int().min(0).max(2_147_483_647).optional() })
