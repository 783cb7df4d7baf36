import { type AggregationMethod, ordinary } from '../aggregation-method'
import { type ReassessParameters, reassess, reassessDefaults } from '../reassess'

export const reassessMethod: AggregationMethod<ReassessParameters> = {
  ...ordinary,
  name: 'reassess',
  title: 'Reassess',
  describe:
    'Dawid-Skene that also uses the original label, the models’ top-1 predictions and experts as evidence, and learns how reliable each is for each class. The default: it ranks labels best of all methods on the published votes.',
  source: 'Dawid & Skene (1979) with evidence by class; see the decision on the default method.',
  defaults: reassessDefaults,
  usesGolden: ({ useGolden }) => useGolden,
  run: reassess,
}
