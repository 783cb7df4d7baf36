import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { calibratedDefaults, realPreset } from './calibrated'
import { aggregationMethods, prepareAggregation } from './registry'

const fieldsOf = (name: string, given: unknown) => {
  try {
    prepareAggregation(name, given)
  } catch (error) {
    if (error instanceof AppError) return error.fields
  }
  return null
}

describe('prepareAggregation', () => {
  it('fills in the defaults and gives back what will be recorded', () => {
    const prepared = prepareAggregation('calibrated', { threshold: 0.9 })
    expect(prepared.parameters).toEqual({ ...calibratedDefaults, threshold: 0.9 })
    expect(prepared.threshold).toBe(0.9)
  })
  it('accepts every method with its own defaults and presets', () => {
    for (const { name, defaults, presets } of Object.values(aggregationMethods)) {
      for (const parameters of [defaults, ...Object.values(presets)]) {
        expect(prepareAggregation(name, parameters).parameters).toEqual(parameters)
      }
    }
    expect(aggregationMethods.calibrated.presets.real).toBe(realPreset)
  })
  it('names each bad parameter', () => {
    const given = { threshold: 2, smoothing: 0, prior: 1, minimumYes: 0, colour: 'red' }
    expect(Object.keys(fieldsOf('calibrated', given) ?? {}).sort()).toEqual([
      'colour',
      'minimumYes',
      'prior',
      'smoothing',
      'threshold',
    ])
    const originalLabel = { firstClass: 5, lastClass: 4, minimumYes: 'most' }
    expect(Object.keys(fieldsOf('calibrated', { originalLabel }) ?? {}).sort()).toEqual([
      'originalLabel.lastClass',
      'originalLabel.minimumYes',
    ])
    expect(fieldsOf('majority', { maybeWeight: '0.5' })).toEqual({ maybeWeight: 'must be a number from 0 to 1' })
    expect(fieldsOf('majority', null)).toEqual({ parameters: 'must be an object' })
  })
  it('refuses a method it does not know, also one named like a property of every object', () => {
    expect(fieldsOf('constructor', {})).toEqual({ method: 'must be majority or calibrated' })
  })
})
