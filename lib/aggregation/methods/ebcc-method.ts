import { type AggregationMethod, ordinary } from '../aggregation-method'
import { scoreOfAnswers } from '../candidate-score'
import { type EbccParameters, ebcc, ebccDefaults } from '../ebcc'
import type { MajorityParameters } from './majority-method'

export const ebccMethod: AggregationMethod<EbccParameters & MajorityParameters> = {
  ...ordinary,
  name: 'ebcc',
  title: 'EBCC',
  describe:
    'Divides each class into kinds of candidates on which raters err together, so that errors they share are not counted as independent evidence. Slow, and its result depends on random starts.',
  source: 'Li, Rubinstein & Cohn (2019), ICML, PMLR 97:3886-3895.',
  defaults: { ...ebccDefaults, maybeWeight: 0.5 },
  run: ({ votes }, { maybeWeight, ...parameters }, context) =>
    scoreOfAnswers(ebcc(votes, parameters, context), votes, maybeWeight),
  ofFile: {
    hasMatrices: true,
    kinds: ebccDefaults.kinds,
    run: (votes, { seed }, context) => ebcc(votes, { ...ebccDefaults, seed }, context),
  },
}
