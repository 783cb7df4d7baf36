import { type AggregationMethod, ordinary } from '../aggregation-method'
import { scoreOfAnswers } from '../candidate-score'
import { type MaceParameters, mace, maceDefaults } from '../mace'
import type { MajorityParameters } from './majority-method'

export const maceMethod: AggregationMethod<MaceParameters & MajorityParameters> = {
  ...ordinary,
  name: 'mace',
  title: 'MACE',
  describe:
    'Takes each vote as either knowing or spamming, and learns how often each rater spams and with which answer. Made for crowds with careless raters among them.',
  source: 'Hovy et al. (2013), NAACL-HLT.',
  defaults: { ...maceDefaults, maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight, ...parameters }, context) =>
    scoreOfAnswers(mace(votes, parameters, context), votes, maybeWeight),
  ofFile: { run: (votes, { seed }, context) => mace(votes, { ...maceDefaults, seed }, context) },
}
