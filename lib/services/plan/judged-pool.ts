import type { ClosedPool } from '@/lib/proposals/close-pool'
import { findPairs, flaggedPairs } from '@/lib/proposals/find-pairs'
import { mostPooledModels } from '@/lib/proposals/proposal-pool'
import { leastTaskCount, subsetFigures } from '@/lib/proposals/subset-figures'
import type { FoundCounts, PlanRequest } from './plan-request'

export const bitsOf = (mask: number): number[] =>
  Array.from({ length: mostPooledModels }, (_, bit) => bit).filter((bit) => (mask >>> bit) & 1)

/** `indices` are those of the pool's models in the request; empty if models do not propose. */
export function judgedPool(pool: ClosedPool, indices: readonly number[], request: PlanRequest) {
  const { golden: judged, asked, settings } = request
  const golden = { pair: findPairs(pool, judged), isPositive: judged.isPositive }
  const options = { asked: flaggedPairs(pool, asked), asksUnanimous: settings.asksUnanimous }
  const found = (mask: number): { counts: FoundCounts; pairsToAsk: Int32Array } => {
    const { pairsToAsk, pairsOfImage, isUnanimous: _, ...figures } = subsetFigures(pool, mask, golden, options)
    const models = bitsOf(mask).flatMap((bit) => indices[bit] ?? [])
    const tasks = leastTaskCount(pairsOfImage, settings.candidatesPerTask)
    return { counts: { models, ...figures, pairs: pairsToAsk.length, tasks }, pairsToAsk }
  }
  return { pool, golden, options, found, countsOf: (mask: number) => found(mask).counts }
}

export type JudgedPool = ReturnType<typeof judgedPool>
