import { type AggregationMethod, ordinary } from '../aggregation-method'
import { scoreOfAnswers } from '../candidate-score'
import { type OneCoinParameters, oneCoin, oneCoinDefaults } from '../one-coin'
import type { MajorityParameters } from './majority-method'

export const oneCoinMethod: AggregationMethod<OneCoinParameters & MajorityParameters> = {
  ...ordinary,
  name: 'one-coin',
  title: 'One-coin Dawid-Skene',
  describe:
    'Gives each rater a single probability of being right, whatever the truth is, with no, maybe and yes as three truths. Sturdier than Dawid-Skene where raters have few votes, blind to who says yes too easily.',
  source: 'Zhang, Chen, Zhou & Jordan (2014), arXiv 1406.3824.',
  defaults: { ...oneCoinDefaults, maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight, ...parameters }, context) =>
    scoreOfAnswers(oneCoin(votes, parameters, context), votes, maybeWeight),
  ofFile: { run: (votes, _, context) => oneCoin(votes, oneCoinDefaults, context) },
}
