import type { ReviewList } from '@/lib/contracts/adjudication/review'
import { findReviews } from '@/lib/db/adjudication/review-query'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { runForUse } from '@/lib/services/runs/usable-run'
import { reviewSummaryOf } from './get-review'

export async function listReviews(
  actor: Actor,
  { slug, modelId }: { slug: string; modelId: number | null },
  db: Db = prisma,
): Promise<ReviewList> {
  const { project } = await guardProject(actor, slug, 'expert', db)
  const [reviews, models, run] = await Promise.all([
    findReviews(project.id, { modelId }, db),
    db.model.findMany({
      where: { projectId: project.id },
      orderBy: { name: 'asc' },
      select: { id: true, name: true },
    }),
    runForUse(project.id, undefined, db),
  ])
  return { reviews: reviews.map(reviewSummaryOf), models, runId: run.runId }
}
