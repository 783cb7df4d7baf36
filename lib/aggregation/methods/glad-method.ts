import { type AggregationMethod, ordinary } from '../aggregation-method'
import { scoreOfAnswers } from '../candidate-score'
import { type GladParameters, glad, gladDefaults } from '../glad'
import type { MajorityParameters } from './majority-method'

export const gladMethod: AggregationMethod<GladParameters & MajorityParameters> = {
  ...ordinary,
  name: 'glad',
  title: 'GLAD',
  describe:
    'Estimates each rater’s ability together with the difficulty of each candidate, with no, maybe and yes as three classes. Useful when some images are much harder than others.',
  source: 'Whitehill et al. (2009), NIPS 22.',
  defaults: { ...gladDefaults, maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight, ...parameters }, context) =>
    scoreOfAnswers(glad(votes, parameters, context), votes, maybeWeight),
  ofFile: { run: (votes, _, context) => glad(votes, gladDefaults, context) },
}
