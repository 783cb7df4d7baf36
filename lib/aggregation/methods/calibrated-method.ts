import { type AggregationMethod, ordinary } from '../aggregation-method'
import { type CalibratedParameters, calibrated, calibratedDefaults, cannotCalibrate, realPreset } from '../calibrated'

export const calibratedMethod: AggregationMethod<CalibratedParameters> = {
  ...ordinary,
  name: 'calibrated',
  title: 'Calibrated raters',
  describe:
    'Weights each vote by the rater’s accuracy on golden answers; raters without any get the average weight. The preset reproduces the published ReaL labels exactly.',
  source: 'Beyer et al. (2020), arXiv 2006.07159, as found in the released files.',
  defaults: calibratedDefaults,
  presets: { real: { parameters: realPreset, threshold: 0.8 } },
  usesGolden: () => true,
  cannotRun: cannotCalibrate,
  run: (input, parameters) => calibrated(input, parameters),
}
