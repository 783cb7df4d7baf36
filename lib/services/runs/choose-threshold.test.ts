import { expect, test } from 'vitest'
import { chooseThreshold } from './choose-threshold'

const score = Float64Array.of(0.2, 0.6, 0.9, 0.99)
const calibrated = Float64Array.of(0.1, 0.4, 0.6, 0.8)
const images = (count: number) => Int32Array.from({ length: count }, (_, at) => at)
const golden = (count: number, holds: number) => ({
  score: Float64Array.from(images(count), (at) => 1 - at / count),
  truth: Uint8Array.from(images(count), (at) => (at < holds ? 1 : 0)),
  image: images(count),
})

test('keeps exactly the candidates whose calibrated score reaches a given probability', () => {
  const at = (value: number) => chooseThreshold({ kind: 'probability', value }, null, { score, calibrated }).threshold
  expect(at(0.5)).toBe(0.9)
  expect(at(0.6)).toBe(0.9)
  expect(at(0)).toBe(0.2)
  expect(at(0.81)).toBeGreaterThan(1)
})

test('needs no golden answers and promises nothing for a threshold on raw scores', () => {
  const rule = { kind: 'threshold', value: 0.8 } as const
  expect(chooseThreshold(rule, null, { score, calibrated: null })).toEqual({ threshold: 0.8, promise: null })
})

test('says how many golden answers there are and how many are needed if there are too few', () => {
  const choose = (rule: Parameters<typeof chooseThreshold>[0], judged: Parameters<typeof chooseThreshold>[1]) => () =>
    chooseThreshold(rule, judged, { score, calibrated: null })
  expect(choose({ kind: 'probability', value: 0.5 }, golden(12, 4))).toThrow(
    'at least 10 golden candidates that apply and 10 that do not; there are 4 and 8',
  )
  const precise = { kind: 'minimum-precision', value: 0.9, confidence: 0.95 } as const
  expect(choose(precise, null)).toThrow(
    'needs golden answers, and there are too few: it takes at least 29 golden images.',
  )
  expect(choose(precise, golden(12, 12))).toThrow(
    'cannot be promised with 95% confidence on 12 golden images: it takes at least 29 kept labels on images of their own, without an error. If further images are like these, about 29 golden images are needed.',
  )
  expect(choose(precise, golden(12, 0))).toThrow('no threshold reaches it there')
  expect(choose({ kind: 'maximum-f1' }, golden(12, 0))).toThrow('No golden candidate applies')
})

test('reports the observed value and the guaranteed minimum of a promise', () => {
  const rule = { kind: 'minimum-precision', value: 0.9, confidence: 0.95 } as const
  const { threshold, promise } = chooseThreshold(rule, golden(200, 100), { score, calibrated: null })
  expect(threshold).toBeLessThan(0.55)
  expect(promise).toMatchObject({ of: 'precision', minimum: 0.9, confidence: 0.95 })
  expect(promise!.atLeast).toBeGreaterThanOrEqual(0.9)
  expect(promise!.seen).toBeGreaterThan(promise!.atLeast)
})
