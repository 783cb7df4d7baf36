import type { AggregationInput } from './aggregation-input'
import type { AggregationResult, ItemAggregation } from './aggregation-result'
import type { RunContext } from './run-context'
import type { VoteTable } from './vote-table'

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
  /** How it aggregates a file of votes whose labels are the classes; left out where it cannot. */
  ofFile?: FileAggregation
}

export type FileAggregation = {
  /** It needs golden labels, and holds them fixed; every other method takes none. */
  needsGolden?: boolean
  /** It has a matrix of labels × labels for every worker. */
  hasMatrices?: boolean
  /** Rows that it has for each label, where these are more than one. */
  kinds?: number
  /** With the method's defaults. `fixedClass` [items] is −1 where nothing is known, `seed` is for methods that draw. */
  run(votes: VoteTable, given: { fixedClass: Int8Array | null; seed: number }, context: RunContext): ItemAggregation
}

/** What most methods have in common: no golden answers, nothing they cannot run on, no presets. */
export const ordinary = {
  threshold: 0.5,
  presets: {},
  usesGolden: () => false,
  cannotRun: () => null,
} as const
