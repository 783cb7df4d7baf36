import * as endpoints from '@/lib/contracts/endpoints/runs'
import type { MethodOption } from '@/lib/contracts/runs/run'
import { caller } from './api'

type Values = Record<string, unknown>

/** Returns the form field of a parameter. The server reports errors under the same name. */
export const parameterField = (name: string) => `parameters.${name}`
export const originalLabelFields = ['firstClass', 'lastClass', 'minimumYes'] as const

const numberOrWord = (text: FormDataEntryValue | null) => {
  const given = String(text ?? '').trim()
  return given === '' || Number.isNaN(Number(given)) ? given : Number(given)
}

function given(name: string, start: unknown, data: FormData): unknown {
  const field = parameterField(name)
  if (typeof start === 'boolean') return data.has(field)
  if (name === 'originalLabel') {
    if (!data.has(field)) return null
    return Object.fromEntries(originalLabelFields.map((part) => [part, numberOrWord(data.get(`${field}.${part}`))]))
  }
  return data.has(field) ? numberOrWord(data.get(field)) : start
}

const thresholdOf = (kind: string, data: FormData) => ({
  kind,
  ...Object.fromEntries(
    ['value', 'confidence'].flatMap((name) =>
      data.has(`threshold.${name}`) ? [[name, numberOrWord(data.get(`threshold.${name}`))]] : [],
    ),
  ),
})

/** Builds the request from the form. Validation is left to the server, which reports errors by field. */
export function aggregationRequest(method: MethodOption, data: FormData) {
  const start: Values = method.presets[String(data.get('preset'))]?.parameters ?? method.defaults
  const kind = String(data.get('threshold.kind'))
  const replicates = numberOrWord(data.get('bootstrap.replicates'))
  return {
    method: method.name,
    parameters: Object.fromEntries(Object.entries(start).map(([name, value]) => [name, given(name, value, data)])),
    ...(kind !== 'automatic' && { threshold: thresholdOf(kind, data) }),
    ...(replicates === 0 ? {} : { bootstrap: { replicates, seed: numberOrWord(data.get('bootstrap.seed')) } }),
  }
}

/** Repeats a run's method and parameters with another threshold. */
export function withThreshold(method: string, recorded: Values, value: number) {
  const { threshold: _, bootstrap, ...parameters } = recorded
  return { method, parameters, threshold: { kind: 'threshold', value }, ...(bootstrap ? { bootstrap } : {}) }
}

/** Repeats a run's method, parameters and threshold. Older runs recorded a number instead of a rule. */
export function repeated(method: string, { threshold, bootstrap, ...parameters }: Values) {
  const rule = typeof threshold === 'number' ? { kind: 'threshold', value: threshold } : threshold
  return { method, parameters, ...(rule ? { threshold: rule } : {}), ...(bootstrap ? { bootstrap } : {}) }
}

export const confirmRun = caller(endpoints.confirmRun)
export const removeRun = caller(endpoints.removeRun)
