import { type AggregationMethod, ordinary } from '../aggregation-method'
import { type ReassessParameters, reassess, reassessDefaults } from '../reassess'

export const reassessMethod: AggregationMethod<ReassessParameters> = {
  ...ordinary,
  name: 'reassess',
  title: 'Reassess',
  describe:
    'Dawid-Skene that also hears the original label, the models’ first choices and experts, and learns for which classes each can be trusted. The default: on the released votes it ranks labels best of all methods here.',
  source: 'Dawid & Skene (1979) with witnesses by class; see the decision on the default method.',
  defaults: reassessDefaults,
  usesGolden: ({ useGolden }) => useGolden,
  run: reassess,
}
