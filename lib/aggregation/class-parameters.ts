import type { AggregationInput, ClassParameters } from './aggregation-method'
import type { Evidence } from './evidence'
import type { Classes, ReassessMemory } from './reassess-pass'

/** Splits a table [width * 2] into the rows of its two hidden classes. */
const rowsOf = (table: Float64Array, at: number, width: number): number[][] =>
  [0, 1].map((k) => Array.from({ length: width }, (_, value) => table[2 * (at * width + value) + k]!))

/** Returns the parameters in `memory` that are not about raters, by which every score follows from its votes. */
export function classParametersOf(
  { candidateClass }: Pick<AggregationInput, 'candidateClass'>,
  { answerCount, evidenceCount, prior, classFactor, evidence, bin }: ReassessMemory,
  said: Evidence,
  { count, itemClass }: Classes,
): ClassParameters {
  const codes = Array.from({ length: said.count }, (_, code) => code)
  const classIndices = new Int32Array(count)
  for (const [item, index] of itemClass.entries()) classIndices[index] = candidateClass[item]!
  return {
    sources: said.members.map(({ name, isYes }) => ({ name, yes: codes.filter(isYes) })),
    candidateCounts: rowsOf(bin, 0, bin.length / 2),
    classes: Array.from(classIndices, (classIndex, index) => ({
      classIndex,
      share: prior[2 * index + 1]!,
      factors: rowsOf(classFactor, index, answerCount),
      evidence: rowsOf(evidence, index, evidenceCount),
    })).sort((a, b) => a.classIndex - b.classIndex),
  }
}
