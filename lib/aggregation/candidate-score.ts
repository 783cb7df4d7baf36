import {
  type AggregationMethod,
  type AggregationResult,
  type FileAggregation,
  type ItemAggregation,
  methodDefaults,
} from './aggregation-method'
import type { MajorityParameters } from './majority'
import type { RunContext } from './run-context'
import type { VoteTable } from './vote-table'

/**
 * Scores candidates from a method whose hidden classes are the answers no, maybe and yes: P(yes) plus `maybeWeight`
 * times P(maybe). A candidate without votes scores 0, because nobody has said that it holds.
 */
export function scoreOfAnswers(items: ItemAggregation, votes: VoteTable, maybeWeight: number): AggregationResult {
  const score = new Float64Array(votes.itemCount)
  for (let item = 0; item < score.length; item++) {
    if (votes.itemStart[item] === votes.itemStart[item + 1]) continue
    const value = items.posterior[3 * item + 2]! + maybeWeight * items.posterior[3 * item + 1]!
    score[item] = Math.min(1, Math.max(0, value))
  }
  return { ...items, score, annotators: [], interval: null }
}

/** Creates a method from a model whose hidden classes are the answers, in projects and in files of votes. */
export const methodOfAnswers = <Parameters extends MajorityParameters>(
  fit: (votes: VoteTable, parameters: Parameters, context: RunContext) => ItemAggregation,
  about: Pick<AggregationMethod<Parameters>, 'name' | 'title' | 'describe' | 'source' | 'defaults'>,
  ofFile: Omit<FileAggregation, 'run'> = {},
): AggregationMethod<Parameters> => ({
  ...methodDefaults,
  ...about,
  run: ({ votes }, parameters, context) =>
    scoreOfAnswers(fit(votes, parameters, context), votes, parameters.maybeWeight),
  ofFile: { ...ofFile, run: (votes, { seed }, context) => fit(votes, { ...about.defaults, seed }, context) },
})

/** Scores candidates from a method with two hidden classes: the probability that the label holds. */
export function scoreOfTruth(items: ItemAggregation): AggregationResult {
  const score = new Float64Array(items.posterior.length / 2)
  for (let item = 0; item < score.length; item++) score[item] = items.posterior[2 * item + 1]!
  return { ...items, score, annotators: [], interval: null }
}
