import { type AggregationMethod, ordinary } from '../aggregation-method'
import { scoreOfAnswers } from '../candidate-score'
import { type OneCoinParameters, oneCoin, oneCoinDefaults } from '../one-coin'
import type { MajorityParameters } from './majority-method'

export const oneCoinMethod: AggregationMethod<OneCoinParameters & MajorityParameters> = {
  ...ordinary,
  name: 'one-coin',
  title: 'One-coin Dawid-Skene',
  describe:
    'Estimates one accuracy per rater, independent of the true answer, with no, maybe and yes as three classes. More robust than Dawid-Skene with few votes per rater, but cannot model raters who say yes too often.',
  source: 'Zhang, Chen, Zhou & Jordan (2014), arXiv 1406.3824.',
  defaults: { ...oneCoinDefaults, maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight, ...parameters }, context) =>
    scoreOfAnswers(oneCoin(votes, parameters, context), votes, maybeWeight),
  ofFile: { run: (votes, _, context) => oneCoin(votes, oneCoinDefaults, context) },
}
