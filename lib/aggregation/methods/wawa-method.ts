import { type AggregationMethod, ordinary } from '../aggregation-method'
import { scoreOfAnswers } from '../candidate-score'
import { wawa, wawaDefaults } from '../wawa'
import type { MajorityParameters } from './majority-method'

export const wawaMethod: AggregationMethod<MajorityParameters> = {
  ...ordinary,
  name: 'wawa',
  title: 'Wawa',
  describe:
    'Weights each vote by how often its rater agrees with the majority. Fast and without a model; scores are weighted shares, not probabilities.',
  source: 'Worker Agreement With Aggregate, Appen; as in crowd-kit.',
  defaults: { maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight }, context) => scoreOfAnswers(wawa(votes, wawaDefaults, context), votes, maybeWeight),
  ofFile: { run: (votes, _, context) => wawa(votes, wawaDefaults, context) },
}
