import { describe, expect, it } from 'vitest'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { noClass, outputClasses, topClasses } from './onnx-classes'

const lookup = (...names: string[][]) =>
  new ClassLookup(
    names.map(([name, ...otherNames], index) => ({ index, name: name!, otherNames, externalId: null, path: [] })),
  )
const classes = lookup(['crane (bird)', 'crane'], ['tench', 'Tinca tinca'], ['crane (machine)', 'crane'])
const labelled = (...labels: string[]) => new Map(labels.entries())
const mapped = (count: number, labels: ReadonlyMap<number, string> | null, offset = 0, among = classes) => {
  const found = outputClasses(count, { offset, labels }, among)
  return found && [...found]
}

describe('the classes of outputs', () => {
  it('are those at their position if there are as many, after a background', () => {
    expect(mapped(3, null)).toEqual([0, 1, 2])
    expect(mapped(4, null, 1)).toEqual([noClass, 0, 1, 2])
  })

  it('are those at their position if the labels agree, even if two classes share a name', () => {
    expect(mapped(3, labelled('crane', 'tench, Tinca tinca', 'crane'))).toEqual([0, 1, 2])
    expect(mapped(4, labelled('background', 'crane', 'Tinca tinca', 'crane'), 1)).toEqual([noClass, 0, 1, 2])
  })

  it('are found by name if the labels are in another order or fewer', () => {
    expect(mapped(3, labelled('tench', 'crane (machine)', 'crane (bird)'))).toEqual([1, 2, 0])
    expect(mapped(2, labelled('background', 'Tinca tinca'), 1)).toEqual([noClass, 1])
  })

  it('leave out labels that no class or several classes have', () => {
    expect(mapped(4, labelled('zebra', 'tench', 'crane', 'goldfish, tench'))).toEqual([noClass, 1, noClass, 1])
  })

  it('are unknown without labels if there are more or fewer, or if no label matches', () => {
    expect(mapped(4, null)).toBeNull()
    expect(mapped(2, null)).toBeNull()
    expect(mapped(2, labelled('zebra', 'crane'))).toBeNull()
  })
})

describe('the top classes', () => {
  const positions = Int32Array.of(noClass, 0, 1, 2)

  it('have probabilities by softmax over all outputs, including those that are not classes', () => {
    const top = topClasses(Float32Array.of(1_000, 1_000, 998, 999), 'logits', positions, 2)!
    const total = 2 + Math.exp(-2) + Math.exp(-1)
    expect(top.map(({ label }) => label)).toEqual([0, 2])
    expect(top[0]!.probability).toBeCloseTo(1 / total, 12)
    expect(top[1]!.probability).toBeCloseTo(Math.exp(-1) / total, 12)
  })

  it('keep the outputs of models that give probabilities, and order equal ones by index', () => {
    expect(topClasses(Float32Array.of(0.5, 0.125, 0.125, 0.25), 'probabilities', positions, 5)).toEqual([
      { label: 2, probability: 0.25 },
      { label: 0, probability: 0.125 },
      { label: 1, probability: 0.125 },
    ])
  })

  it('are recognized as probabilities if they add up to 1 and nothing else is said', () => {
    const topOf = (...outputs: number[]) => topClasses(Float32Array.from(outputs), null, Int32Array.of(0, 1), 1)
    expect(topOf(0.25, 0.75)).toEqual([{ label: 1, probability: 0.75 }])
    for (const logits of [
      [-1, 2],
      [0.25, 0.5],
    ])
      expect(topOf(...logits)).toEqual(topClasses(Float32Array.from(logits), 'logits', Int32Array.of(0, 1), 1))
  })

  it('add up outputs of the same class', () => {
    const top = topClasses(Float32Array.of(0.25, 0.5, 0.25), 'probabilities', Int32Array.of(7, 8, 7), 1)
    expect(top).toEqual([{ label: 7, probability: 0.5 }])
  })

  it('are null if an output is not a finite number, or not a probability', () => {
    const topOf = (value: number, kind: 'logits' | 'probabilities') =>
      topClasses(Float32Array.of(0, value), kind, Int32Array.of(0, 1), 1)
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(topOf(value, 'logits')).toBeNull()
    for (const value of [Number.NaN, 1.5, -1]) expect(topOf(value, 'probabilities')).toBeNull()
    expect(topOf(1.0005, 'probabilities')).toEqual([{ label: 1, probability: 1 }])
  })
})
