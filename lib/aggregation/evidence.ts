import type { AggregationInput } from './aggregation-method'

/** The joint answer of the original label and the models for each candidate. */
export type Evidence = {
  /** Uint8Array[C], shared: 0 to count − 1. */
  code: Uint8Array
  count: number
  /** Each source, with a test of whether its own answer is yes in a joint answer. */
  members: { name: string; isYes: (code: number) => boolean }[]
}

/** With more models, each joint answer would have too few observations, so only the number of models counts. */
const maxModelsApart = 3
const maxModels = 126

/**
 * The original label and models make the same errors, so they are taken jointly: with up to three models each joint
 * answer has its own code; with more, only the number of models whose first choice is the candidate.
 */
export function jointEvidence(
  { votes, candidateIsOriginal, models = [] }: Pick<AggregationInput, 'votes' | 'candidateIsOriginal' | 'models'>,
  { useOriginalLabel, useModels }: { useOriginalLabel: boolean; useModels: boolean },
): Evidence {
  const code = new Uint8Array(new SharedArrayBuffer(votes.itemCount))
  const members: Evidence['members'] = []
  if (useOriginalLabel) {
    code.set(candidateIsOriginal)
    members.push({ name: 'Original label', isYes: (said) => said % 2 === 1 })
  }
  const used = useModels ? models.slice(0, maxModels) : []
  if (used.length <= maxModelsApart) {
    for (const [index, { name, isTop1 }] of used.entries()) {
      const bit = 2 << index
      for (let item = 0; item < code.length; item++) if (isTop1[item] === 1) code[item]! += bit
      members.push({ name, isYes: (said) => (said & bit) !== 0 })
    }
    return { code, count: 2 << used.length, members }
  }
  for (const { isTop1 } of used) for (let item = 0; item < code.length; item++) code[item]! += 2 * isTop1[item]!
  for (let least = 1; least <= used.length; least++) {
    members.push({ name: `At least ${least} of ${used.length} models`, isYes: (said) => said >> 1 >= least })
  }
  return { code, count: 2 * (used.length + 1), members }
}
