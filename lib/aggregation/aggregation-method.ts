import type { AggregationInput } from './aggregation-input'
import type { AggregationResult } from './aggregation-result'
import type { RunContext } from './run-context'

/** One way from votes to scores, with all that a person or a form must know of it. */
export type AggregationMethod<Parameters extends object> = {
  name: string
  title: string
  /** Two sentences for the person who chooses. */
  describe: string
  source: string
  defaults: Parameters
  /** A label is kept at this score and above, by default. */
  threshold: number
  /** Named sets of parameters, with the threshold that belongs to them. */
  presets: Record<string, { parameters: Parameters; threshold: number }>
  /** Whether golden answers change the scores: then golden candidates must be scored without their own. */
  usesGolden(parameters: Parameters): boolean
  /** A sentence why these data do not suffice, or null. */
  cannotRun(input: AggregationInput): string | null
  run(input: AggregationInput, parameters: Parameters, context: RunContext): AggregationResult
}

/** What most methods have in common: no golden answers, nothing they cannot run on, no presets. */
export const ordinary = {
  threshold: 0.5,
  presets: {},
  usesGolden: () => false,
  cannotRun: () => null,
} as const
