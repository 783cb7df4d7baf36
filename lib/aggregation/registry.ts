import { AppError } from '@/lib/errors'
import type { AggregationInput } from './aggregation-input'
import type { AggregationResult, OnProgress } from './aggregation-result'
import { type CalibratedParameters, calibrated, calibratedDefaults, cannotCalibrate, realPreset } from './calibrated'
import { type MajorityParameters, majority, majorityDefaults } from './majority'
import { between, checkFields, either, integerFrom, isRecord, type ParameterCheck, within } from './parameter-check'

/** One way from votes to scores, with all that a person or a form must know of it. */
export type AggregationMethod<Parameters> = {
  name: string
  title: string
  /** One or two sentences for the person who chooses. */
  describe: string
  defaults: Parameters
  /** Named sets of parameters. */
  presets: Record<string, Parameters>
  /** Fills what is not given from the defaults. */
  validate(given: unknown): ParameterCheck<Parameters>
  /** A sentence why these data do not suffice, or null. */
  cannotRun(input: AggregationInput): string | null
  run(input: AggregationInput, parameters: Parameters, onProgress?: OnProgress): AggregationResult
}

const noRecord = { ok: false, fields: { parameters: 'must be an object' } } as const

const majorityMethod: AggregationMethod<MajorityParameters> = {
  name: 'majority',
  title: 'Mean vote',
  describe: 'The mean of the votes, with maybe as a half. Needs no golden answers and trusts every rater alike.',
  defaults: majorityDefaults,
  presets: {},
  validate(given) {
    if (!isRecord(given)) return noRecord
    const parameters = { ...majorityDefaults, ...given }
    const fields = checkFields(parameters, { maybeWeight: within(0, 1), threshold: within(0, 1) })
    return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, parameters }
  },
  cannotRun: () => null,
  run: majority,
}

const calibratedMethod: AggregationMethod<CalibratedParameters> = {
  name: 'calibrated',
  title: 'Calibrated raters',
  describe: 'Weighs each vote by how its rater did on golden answers of experts. The method of the published labels.',
  defaults: calibratedDefaults,
  presets: { real: realPreset },
  validate(given) {
    if (!isRecord(given)) return noRecord
    const parameters = { ...calibratedDefaults, ...given }
    const minimumYes = either('majority', integerFrom(1))
    const fields = checkFields(parameters, {
      minimumYes,
      prior: either('golden', between(0, 1)),
      smoothing: between(0, Number.MAX_SAFE_INTEGER),
      originalLabel: (value) => (value === null || isRecord(value) ? null : 'must be an object or null'),
      threshold: within(0, 1),
    })
    const annotator: unknown = parameters.originalLabel
    if (isRecord(annotator)) {
      const rules = { firstClass: integerFrom(0), lastClass: integerFrom(0), minimumYes }
      Object.assign(fields, checkFields(annotator, rules, 'originalLabel.'))
      if (Number(annotator.firstClass) > Number(annotator.lastClass)) {
        fields['originalLabel.lastClass'] = 'must not be below the first class'
      }
    }
    return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, parameters }
  },
  cannotRun: cannotCalibrate,
  run: calibrated,
}

export const aggregationMethods = { majority: majorityMethod, calibrated: calibratedMethod } as const
export type AggregationMethodName = keyof typeof aggregationMethods

/** A method ready to run, its parameters checked; they are given back whole, as a run must record them. */
export type PreparedRun = {
  parameters: MajorityParameters | CalibratedParameters
  threshold: number
  run(input: AggregationInput, onProgress?: OnProgress): AggregationResult
}

function prepare<Parameters extends MajorityParameters | CalibratedParameters>(
  method: AggregationMethod<Parameters>,
  given: unknown,
): PreparedRun {
  const checked = method.validate(given)
  if (!checked.ok) {
    const faults = Object.entries(checked.fields).map(([field, wrong]) => `${field} ${wrong}`)
    throw new AppError(
      'invalid-input',
      `Parameters of the ${method.name} method: ${faults.join('; ')}.`,
      checked.fields,
    )
  }
  const { parameters } = checked
  return {
    parameters,
    threshold: parameters.threshold,
    run: (input, onProgress) => method.run(input, parameters, onProgress),
  }
}

/** Looks the method up and checks its parameters. AppError `invalid-input` for an unknown method or a bad parameter. */
export function prepareAggregation(name: string, given: unknown): PreparedRun {
  if (name === 'majority') return prepare(majorityMethod, given)
  if (name === 'calibrated') return prepare(calibratedMethod, given)
  const known = Object.keys(aggregationMethods).join(' or ')
  throw new AppError('invalid-input', `There is no method "${name}": choose ${known}.`, { method: `must be ${known}` })
}
