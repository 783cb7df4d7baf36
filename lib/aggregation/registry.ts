import { AppError } from '@/lib/errors'
import {
  type AggregationInput,
  type AggregationMethod,
  type AggregationResult,
  CannotAggregate,
  type FileAggregation,
} from './aggregation-method'
import { calibratedMethod } from './calibrated'
import { dawidSkeneMethod } from './dawid-skene'
import { ebccMethod } from './ebcc'
import { gladMethod } from './glad'
import { maceMethod } from './mace'
import { majorityMethod } from './majority'
import { oneCoinMethod } from './one-coin'
import { reassessMethod } from './reassess'
import type { RunContext } from './run-context'
import { semiSupervisedMethod } from './semi-supervised'
import { wawaMethod } from './wawa'

/** All methods, the default first. */
export const aggregationMethods = {
  reassess: reassessMethod,
  calibrated: calibratedMethod,
  'semi-supervised': semiSupervisedMethod,
  'dawid-skene': dawidSkeneMethod,
  majority: majorityMethod,
  'one-coin': oneCoinMethod,
  wawa: wawaMethod,
  glad: gladMethod,
  mace: maceMethod,
  ebcc: ebccMethod,
} as const
export type AggregationMethodName = keyof typeof aggregationMethods

export const isMethodName = (name: string): name is AggregationMethodName => Object.hasOwn(aggregationMethods, name)

/** Returns the name itself for a method that this version does not have. */
export const methodTitle = (name: string): string => (isMethodName(name) ? aggregationMethods[name].title : name)

export const methodSource = (name: string): string | undefined =>
  isMethodName(name) ? aggregationMethods[name].source : undefined

/** How files of votes are aggregated, by the names of the methods that can. */
export const fileMethods: Readonly<Record<string, FileAggregation>> = Object.fromEntries(
  Object.values<{ name: string; ofFile?: FileAggregation }>(aggregationMethods).flatMap(({ name, ofFile }) =>
    ofFile ? [[name, ofFile]] : [],
  ),
)

/** A method with complete parameters, as a run records them. */
export type PreparedRun = {
  method: AggregationMethodName
  parameters: Record<string, unknown>
  usesGolden: boolean
  cannotRun(input: AggregationInput): string | null
  run(input: AggregationInput, context: RunContext): AggregationResult
}

function prepare<Parameters extends object>(
  method: AggregationMethod<Parameters> & { name: string },
  given: object,
): Omit<PreparedRun, 'method'> {
  // `given` has passed the method's schema in lib/contracts; only missing parameters are filled in here.
  const parameters = { ...method.defaults, ...given }
  return {
    parameters: Object.fromEntries(Object.entries(parameters)),
    usesGolden: method.usesGolden(parameters),
    cannotRun: method.cannotRun,
    run: (input, context) => {
      const result = method.run(input, parameters, context)
      if (result.score.every(Number.isFinite)) return result
      throw new CannotAggregate(
        `${method.title} does not produce finite scores with these parameters. Choose values closer to the defaults.`,
      )
    },
  }
}

/** Looks up the method and fills in its default parameters. Throws AppError `invalid-input` for an unknown method. */
export function prepareAggregation(name: string, given: object): PreparedRun {
  if (isMethodName(name)) {
    const method: AggregationMethod<never> = aggregationMethods[name] as never
    return { method: name, ...prepare(method, given) }
  }
  const known = Object.keys(aggregationMethods).join(', ')
  throw new AppError('invalid-input', `There is no method "${name}". Choose one of ${known}.`, {
    method: `must be one of ${known}`,
  })
}
