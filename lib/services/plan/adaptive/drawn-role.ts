import type { DrawnShares } from '@/lib/domain/plan/adaptive'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { roleAt } from '@/lib/stopping/certified-rule'

/**
 * Returns the role for which a candidate of a batch is drawn. Draws are independent, so what is proved on drawn
 * candidates holds for all.
 */
export const drawnRole = (candidateId: number, { seed, ...shares }: DrawnShares & { seed: number }): number =>
  roleAt(hashedDraw(seed, candidateId), shares)

/** Returns the seed of a batch's draw, so that repeated draws are the same. */
export const adaptiveSeed = ({ projectId, batchId }: { projectId: number; batchId: number }) =>
  Math.floor(hashedDraw(projectId, batchId, 14) * 0x7fffffff)
