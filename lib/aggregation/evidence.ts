import type { AggregationInput } from './aggregation-input'

/** What the original label and the models say of each candidate, as one joint statement. */
export type Evidence = {
  /** Uint8Array[C], shared: 0 to count − 1. */
  code: Uint8Array
  count: number
  /** Each source with the joint answers in which its own is yes. */
  members: { name: string; isYes: (code: number) => boolean }[]
}

/** With more models than this a row for every joint statement would be too thin: then only their number counts. */
const mostModelsApart = 3
const mostModels = 126

/**
 * Original label and models err together, so they are taken together: up to three models each joint answer is its
 * own, with more models the number of those whose first choice the candidate is.
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
  const used = useModels ? models.slice(0, mostModels) : []
  if (used.length <= mostModelsApart) {
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
