import type { GoldenEvaluation } from '@/lib/contracts/runs/aggregation'
import type { GoldenComparison } from '@/lib/contracts/runs/run'
import { bootstrapOverImages } from '@/lib/evaluation/paired-bootstrap'
import { signTest } from '@/lib/evaluation/sign-test'

/** A run's evaluation on golden candidates, and its threshold. */
export interface JudgedRun {
  evaluation: GoldenEvaluation
  threshold: number
}

const bootstrap = { replicates: 1_000, seed: 1 }

/**
 * Compares two runs on their common golden candidates with unchanged truth; null if there are none. Uses scores
 * computed without a candidate's own golden answers, since methods that adopt expert decisions would otherwise always
 * be right.
 */
export function goldenComparison(a: JudgedRun, b: JudgedRun): GoldenComparison | null {
  const indexInB = new Map(b.evaluation.candidateId.map((id, index) => [id, index]))
  const pairs = a.evaluation.candidateId.flatMap((id, position) => {
    const other = indexInB.get(id)
    if (other === undefined || a.evaluation.truth[position] !== b.evaluation.truth[other]) return []
    return [{ position, other }]
  })
  if (pairs.length === 0) return null
  const scoreA = Float64Array.from(pairs, ({ position }) => a.evaluation.score[position]!)
  const scoreB = Float64Array.from(pairs, ({ other }) => b.evaluation.score[other]!)
  const truth = Uint8Array.from(pairs, ({ position }) => a.evaluation.truth[position]!)
  const image = Int32Array.from(pairs, ({ position }) => a.evaluation.imageId[position]!)

  let rightA = 0
  let rightB = 0
  for (let pair = 0; pair < truth.length; pair++) {
    const isKeptA = scoreA[pair]! >= a.threshold
    if (isKeptA === scoreB[pair]! >= b.threshold) continue
    if (isKeptA === (truth[pair] === 1)) rightA++
    else rightB++
  }
  const draws = bootstrapOverImages({ scores: [scoreA, scoreB], truth, image, baseline: 0, ...bootstrap })
  return {
    candidateCount: pairs.length,
    imageCount: new Set(image).size,
    rightA,
    rightB,
    pValue: rightA + rightB > 0 ? signTest(rightA, rightB) : null,
    averagePrecision: draws && {
      a: draws[0]!.averagePrecision,
      b: draws[1]!.averagePrecision,
      difference: draws[1]!.difference,
      interval: draws[1]!.differenceInterval,
      replicates: bootstrap.replicates,
    },
  }
}
