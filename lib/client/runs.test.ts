import { expect, test } from 'vitest'
import { aggregateInput } from '@/lib/contracts/runs/aggregation'
import type { MethodOption } from '@/lib/contracts/runs/run'
import { aggregationRequest, withThreshold } from './runs'

const method = (name: string, defaults: MethodOption['defaults'], presets: MethodOption['presets'] = {}) => ({
  ...{ name, title: '', description: '', source: '', isDefault: false, threshold: 0.5, obstacle: null },
  ...{ defaults, presets },
})
const calibrated = method(
  'calibrated',
  { minimumYes: 'majority', prior: 'golden', smoothing: 1, originalLabel: null },
  {
    real: {
      parameters: {
        minimumYes: 3,
        prior: 'golden',
        smoothing: 1,
        originalLabel: { firstClass: 0, lastClass: 397, minimumYes: 2 },
      },
      threshold: 0.8,
    },
  },
)
const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries({ 'threshold.kind': 'threshold', 'threshold.value': '0.5', ...fields }))
    data.set(name, value)
  if (!data.has('bootstrap.replicates')) data.set('bootstrap.replicates', '0')
  return data
}

test('sends numbers as numbers, text as text, and parameters without a field unchanged', () => {
  const request = aggregationRequest(calibrated, form({ 'parameters.minimumYes': ' 3 ', 'parameters.prior': 'golden' }))
  expect(request).toEqual({
    method: 'calibrated',
    parameters: { minimumYes: 3, prior: 'golden', smoothing: 1, originalLabel: null },
    threshold: { kind: 'threshold', value: 0.5 },
  })
  expect(aggregateInput.safeParse(request).success).toBe(true)
})

test('sends an unticked box as false, and the original label only if its box is ticked', () => {
  const reassess = method('reassess', { useModels: true, useGolden: true })
  const data = form({ 'parameters.useGolden': 'on' })
  expect(aggregationRequest(reassess, data).parameters).toEqual({ useModels: false, useGolden: true })
  const fields = {
    preset: 'real',
    'parameters.originalLabel.firstClass': '0',
    'parameters.originalLabel.lastClass': '397',
    'parameters.originalLabel.minimumYes': '2',
  }
  expect(aggregationRequest(calibrated, form(fields)).parameters.originalLabel).toBeNull()
  expect(aggregationRequest(calibrated, form({ ...fields, 'parameters.originalLabel': 'on' })).parameters).toEqual(
    calibrated.presets.real!.parameters,
  )
})

test('sends empty fields, so that the server reports what is missing', () => {
  const request = aggregationRequest(calibrated, form({ 'parameters.smoothing': '', 'bootstrap.replicates': '' }))
  const issues = aggregateInput.safeParse(request).error?.issues.map((issue) => [issue.path.join('.'), issue.message])
  expect(issues).toEqual([
    ['parameters.smoothing', 'Enter a number such as 0.5.'],
    ['bootstrap.replicates', 'Enter a whole number.'],
    ['bootstrap.seed', 'Enter a whole number.'],
  ])
})

test('needs no value for the maximum F1, and sends the seed of intervals', () => {
  const data = form({ 'threshold.kind': 'maximum-f1', 'bootstrap.replicates': '100', 'bootstrap.seed': '7' })
  data.delete('threshold.value')
  expect(aggregationRequest(calibrated, data)).toMatchObject({
    threshold: { kind: 'maximum-f1' },
    bootstrap: { replicates: 100, seed: 7 },
  })
})

test('sends no threshold if it is automatic, and sends a minimum recall with its confidence', () => {
  const usual = form({ 'threshold.kind': 'automatic' })
  usual.delete('threshold.value')
  expect(aggregationRequest(calibrated, usual)).not.toHaveProperty('threshold')
  const promise = { 'threshold.kind': 'minimum-recall', 'threshold.value': '0.9', 'threshold.confidence': '0.8' }
  const request = aggregationRequest(calibrated, form(promise))
  expect(request.threshold).toEqual({ kind: 'minimum-recall', value: 0.9, confidence: 0.8 })
  expect(aggregateInput.safeParse(request).success).toBe(true)
})

test('repeats a run with another threshold, even one recorded with only a number', () => {
  const bootstrap = { replicates: 10, seed: 1 }
  expect(withThreshold('majority', { maybeWeight: 0.5, threshold: { kind: 'maximum-f1' }, bootstrap }, 0.7)).toEqual({
    method: 'majority',
    parameters: { maybeWeight: 0.5 },
    threshold: { kind: 'threshold', value: 0.7 },
    bootstrap,
  })
  expect(withThreshold('majority', { maybeWeight: 0.5, threshold: 0.5 }, 0.7)).not.toHaveProperty('bootstrap')
})
