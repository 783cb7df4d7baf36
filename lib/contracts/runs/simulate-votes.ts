import { z } from 'zod'
import { integerBetween } from '@/lib/contracts/number'
import type { FailedCheck } from './aggregation'

export const simulateVotesInput = z.strictObject({
  /** A name in `simulatedRegimes`. */
  regime: z.string(),
  seed: integerBetween(0, 0xffffffff).default(1),
  images: integerBetween(10, 100_000).default(2_000),
  raters: integerBetween(5, 1_000).default(30),
  /** Candidates answered by three experts. */
  golden: integerBetween(0, 10_000).default(20),
  /** Output CSV file for the votes. If omitted, none is written. */
  out: z.string().min(1, 'Specify a file.').optional(),
})
export type SimulateVotesInput = z.input<typeof simulateVotesInput>

export interface SimulateVotesResult {
  regime: string
  about: string
  candidates: number
  votes: number
  goldenCandidates: number
  /** On candidates that are not golden. Null if the method cannot run. */
  methods: { method: string; title: string; averagePrecision: number | null }[]
  failedChecks: FailedCheck[]
  /** Raters named by a check, numbered from 0. */
  namedRaters: number[]
  out: string | null
}
