import type { ClassLookup } from '@/lib/formats/name-lookup'
import type { OnnxSettings } from './onnx-settings'

/** Placeholder for outputs that are not classes of the project, such as a background. */
export const noClass = -1

/** Share of labels that must name the class of their own position for positions to be class indices. */
const enough = 0.9

/** Labels may contain several names, separated by commas. */
const meanings = (label: string, classes: ClassLookup) =>
  [label, ...label.split(',')].map((name) => classes.meaningsOf(name, false))

const isNamed = (label: string, index: number, classes: ClassLookup): boolean =>
  meanings(label, classes).some((meant) => meant.has(index))

/** Returns the class of the first name that only one class has. */
function classOf(label: string, classes: ClassLookup): number {
  const [index = noClass] = meanings(label, classes).find(({ size }) => size === 1) ?? []
  return index
}

/**
 * Returns the class index of each of `count` outputs of a model, or `noClass`. Null if that is unclear.
 *
 * If there are as many outputs, besides those before the offset, as classes, and their labels (if any) name the classes
 * at their position, the position is the class index; this also works if two classes have the same name. Otherwise the
 * label decides.
 */
export function outputClasses(
  count: number,
  { offset, labels }: Pick<OnnxSettings, 'offset' | 'labels'>,
  classes: ClassLookup,
): Int32Array | null {
  const positions = Array.from({ length: count }, (_, output) => output - offset)
  const isComplete = count - offset === classes.indices.size && classes.indices.has(count - offset - 1)
  const named = positions.filter((index) => index >= 0 && labels?.has(index + offset))
  const right = named.filter((index) => isNamed(labels!.get(index + offset)!, index, classes))
  if (isComplete && right.length >= enough * named.length)
    return Int32Array.from(positions, (index) => (classes.indices.has(index) ? index : noClass))
  if (!labels) return null
  const byLabel = Int32Array.from(positions, (index) => {
    const label = labels.get(index + offset)
    return index < 0 || label === undefined ? noClass : classOf(label, classes)
  })
  return byLabel.some((index) => index !== noClass) ? byLabel : null
}

/** Computed probabilities may be a little below 0 or above 1. */
const rounding = 0.001

export interface TopClass {
  label: number
  probability: number
}

const addsUpTo1 = (outputs: Float32Array) =>
  outputs.length > 1 && Math.abs(outputs.reduce((sum, value) => sum + value, 0) - 1) <= rounding

/**
 * Returns the `top` classes of a model's outputs with their probabilities, the most probable first. Logits become
 * probabilities by softmax over all outputs, including those that are not classes. If the kind is unknown, outputs are
 * probabilities if they can be and add up to 1. Null if an output is not a finite number, or not a probability although
 * the kind says so.
 */
export function topClasses(
  outputs: Float32Array,
  givenKind: OnnxSettings['outputKind'],
  classOfOutput: Int32Array,
  top: number,
): TopClass[] | null {
  const canBeProbabilities = outputs.every((value) => value >= -rounding && value <= 1 + rounding)
  const kind = givenKind ?? (canBeProbabilities && addsUpTo1(outputs) ? 'probabilities' : 'logits')
  if (kind === 'logits' ? !outputs.every(Number.isFinite) : !canBeProbabilities) return null
  const highest = outputs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const weights = Float64Array.from(outputs, (value) => (kind === 'logits' ? Math.exp(value - highest) : value))
  const total = kind === 'logits' ? weights.reduce((sum, weight) => sum + weight, 0) : 1
  const probabilityOf = new Map<number, number>()
  for (const [output, label] of classOfOutput.entries()) {
    // Several outputs may be the same class of the project.
    if (label !== noClass) probabilityOf.set(label, (probabilityOf.get(label) ?? 0) + weights[output]! / total)
  }
  return [...probabilityOf]
    .map(([label, probability]) => ({ label, probability: Math.min(1, Math.max(0, probability)) }))
    .sort((one, other) => other.probability - one.probability || one.label - other.label)
    .slice(0, top)
}
