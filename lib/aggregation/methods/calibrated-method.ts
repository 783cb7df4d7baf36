import { type AggregationMethod, ordinary } from '../aggregation-method'
import { type CalibratedParameters, calibrated, calibratedDefaults, cannotCalibrate, realPreset } from '../calibrated'

export const calibratedMethod: AggregationMethod<CalibratedParameters> = {
  ...ordinary,
  name: 'calibrated',
  title: 'Calibrated raters',
  describe:
    'Weighs each vote by how its rater did on golden answers of experts, and a rater without any by the mean of the others. The method of the published labels, which its preset gives exactly.',
  source: 'Beyer et al. (2020), arXiv 2006.07159, as found in the released files.',
  defaults: calibratedDefaults,
  presets: { real: { parameters: realPreset, threshold: 0.8 } },
  usesGolden: () => true,
  cannotRun: cannotCalibrate,
  run: (input, parameters) => calibrated(input, parameters),
}
