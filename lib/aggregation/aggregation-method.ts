import type { AggregationInput } from './aggregation-input'
import type { AggregationResult, ItemAggregation } from './aggregation-result'
import type { RunContext } from './run-context'
import type { VoteTable } from './vote-table'

/** A method that turns votes into scores, with everything that users and forms need to know about it. */
export type AggregationMethod<Parameters extends object> = {
  name: string
  title: string
  /** Two sentences that help a user choose. */
  describe: string
  source: string
  defaults: Parameters
  /** Default threshold: labels with this score or a higher one are kept. */
  threshold: number
  /** Named sets of parameters, each with its threshold. */
  presets: Record<string, { parameters: Parameters; threshold: number }>
  /** Whether golden answers change the scores. If so, golden candidates must be scored without their own answers. */
  usesGolden(parameters: Parameters): boolean
  /** A sentence that explains why the data are insufficient, or null. */
  cannotRun(input: AggregationInput): string | null
  run(input: AggregationInput, parameters: Parameters, context: RunContext): AggregationResult
  /** Aggregates a file of votes whose answers are the classes; omitted if the method cannot. */
  ofFile?: FileAggregation
}

export type FileAggregation = {
  /** Whether the method needs golden labels, which it holds fixed; all other methods take none. */
  needsGolden?: boolean
  /** Whether the result has a labels × labels matrix for each worker. */
  hasMatrices?: boolean
  /** Rows for each label, if more than one. */
  kinds?: number
  /** Runs with the method's defaults. `fixedClass` [items] is −1 if unknown; `seed` is for random methods. */
  run(votes: VoteTable, given: { fixedClass: Int8Array | null; seed: number }, context: RunContext): ItemAggregation
}

/** What most methods share: no golden answers, no preconditions and no presets. */
export const ordinary = {
  threshold: 0.5,
  presets: {},
  usesGolden: () => false,
  cannotRun: () => null,
} as const
