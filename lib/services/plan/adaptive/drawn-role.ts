import type { DrawnShares } from '@/lib/domain/plan/adaptive'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { roleAt } from '@/lib/stopping/certified-rule'

/** What a candidate of a batch is drawn for, each on its own, so that what is proved on those drawn holds for all. */
export const drawnRole = (candidateId: number, { seed, ...shares }: DrawnShares & { seed: number }): number =>
  roleAt(hashedDraw(seed, candidateId), shares)

/** Seed of the draw in a batch: the same batch is always drawn alike. */
export const adaptiveSeed = ({ projectId, batchId }: { projectId: number; batchId: number }) =>
  Math.floor(hashedDraw(projectId, batchId, 14) * 0x7fffffff)
