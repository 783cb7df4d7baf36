import { z } from 'zod'
import { failedCheck } from './aggregation'

const count = (least: number, most: number) =>
  z
    .number('Enter a whole number.')
    .int('Enter a whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`)

/** A simulated crowd, and how large it is. */
export const simulateVotesInput = z.strictObject({
  /** A name in `simulatedRegimes`. */
  regime: z.string(),
  seed: count(0, 0xffffffff).default(1),
  images: count(10, 100_000).default(2_000),
  raters: count(5, 1_000).default(30),
  /** Candidates that three experts have answered. */
  golden: count(0, 10_000).default(20),
  /** Where to write the votes as CSV; left out: nowhere. */
  out: z.string().min(1, 'Specify a file.').optional(),
})
export type SimulateVotesInput = z.input<typeof simulateVotesInput>

export const simulateVotesResult = z.strictObject({
  regime: z.string(),
  about: z.string(),
  candidates: z.number().int(),
  votes: z.number().int(),
  goldenCandidates: z.number().int(),
  /** On the candidates that are not golden; null where the method cannot run. */
  methods: z.array(z.strictObject({ method: z.string(), title: z.string(), averagePrecision: z.number().nullable() })),
  /** The checks that a run of the default method would fail. */
  failedChecks: z.array(failedCheck),
  /** Raters that a check names, from 0. */
  namedRaters: z.array(z.number().int()),
  out: z.string().nullable(),
})
export type SimulateVotesResult = z.infer<typeof simulateVotesResult>
