import type { DrawnShares } from '@/lib/domain/plan/adaptive'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { roleAt } from '@/lib/stopping/certified-rule'

/** Draws are independent, so what is proved on drawn candidates holds for all candidates of the batch. */
export const drawnRole = (candidateId: number, { seed, ...shares }: DrawnShares & { seed: number }): number =>
  roleAt(hashedDraw(seed, candidateId), shares)

export const adaptiveSeed = ({ projectId, batchId }: { projectId: number; batchId: number }) =>
  Math.floor(hashedDraw(projectId, batchId, 14) * 0x7fffffff)
