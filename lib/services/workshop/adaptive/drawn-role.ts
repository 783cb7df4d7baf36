import type { DrawnShares } from '@/lib/domain/workshop/adaptive'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { roles } from '@/lib/stopping/certified-rule'

/** What a candidate of a batch is drawn for, each on its own, so that what is proved on those drawn holds for all. */
export function drawnRole(
  candidateId: number,
  { seed, learnShare, auditShare }: DrawnShares & { seed: number },
): number {
  const point = hashedDraw(seed, candidateId)
  if (point < learnShare) return roles.learned
  return point < learnShare + auditShare ? roles.audited : roles.ordinary
}

/** Seed of the draw in a batch: the same batch is always drawn alike. */
export const adaptiveSeed = ({ projectId, batchId }: { projectId: number; batchId: number }) =>
  Math.floor(hashedDraw(projectId, batchId, 14) * 0x7fffffff)
