import { type AggregationMethod, ordinary } from '../aggregation-method'
import { scoreOfAnswers } from '../candidate-score'
import { type MaceParameters, mace, maceDefaults } from '../mace'
import type { MajorityParameters } from './majority-method'

export const maceMethod: AggregationMethod<MaceParameters & MajorityParameters> = {
  ...ordinary,
  name: 'mace',
  title: 'MACE',
  describe:
    'Models each vote as either competent or spam, and estimates how often each rater spams and with which answer. Designed for crowds with careless raters.',
  source: 'Hovy et al. (2013), NAACL-HLT.',
  defaults: { ...maceDefaults, maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight, ...parameters }, context) =>
    scoreOfAnswers(mace(votes, parameters, context), votes, maybeWeight),
  ofFile: { run: (votes, { seed }, context) => mace(votes, { ...maceDefaults, seed }, context) },
}
