import { type Db, prisma } from '@/lib/db/client'
import { findUnansweredImages } from '@/lib/db/golden/golden-image-query'
import { type Actor, canAdminister } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { accessAsExpert, type ExpertAccess } from '@/lib/services/golden/golden-expert'
import { newestRun } from '@/lib/services/runs/usable-run'

export interface AdjudicationScope extends ExpertAccess {
  /** Latest run; null before the first. */
  run: { id: number; threshold: number } | null
  /** Golden images of which a non-admin expert has not answered every candidate; what others said about them stays hidden. */
  hiddenImages: number[]
}

export async function adjudicationScope(actor: Actor, slug: string, screens?: string): Promise<AdjudicationScope> {
  const access = await accessAsExpert(actor, slug, screens)
  const { projectId, role, raterId } = access
  const [run, hidden] = await Promise.all([
    newestRun(projectId),
    canAdminister(role) ? new Set<number>() : findUnansweredImages(projectId, raterId),
  ])
  return { ...access, run, hiddenImages: [...hidden] }
}

/** Throws `missing` (by default AppError `not-found`) if the actor may not adjudicate the candidate. */
export async function openCandidate(
  scope: AdjudicationScope,
  candidateId: number,
  db: Db = prisma,
  missing: (what: string) => Error = notFound,
) {
  const [found] = await findOpenCandidates(scope, [candidateId], db)
  if (!found) throw missing('pair')
  return found
}

/** Leaves out candidates that the actor may not adjudicate. */
export async function findOpenCandidates({ projectId, hiddenImages }: AdjudicationScope, ids: number[], db: Db) {
  const found = await db.candidate.findMany({ where: { projectId, id: { in: ids } } })
  return found.filter(({ imageId }) => !hiddenImages.includes(imageId))
}
