import type { BatchSummary } from '@/lib/contracts/plan'
import { type Db, prisma } from '@/lib/db/client'
import { findLaunchedBatches } from '@/lib/db/plan/batch-list-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { batchSummaryOf } from './batch-summary'

export async function listBatches(
  actor: Actor,
  slug: string,
  db: Db = prisma,
): Promise<{ batches: BatchSummary[]; hasSimulated: boolean }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const batches = await findLaunchedBatches(project.id, db)
  return { batches: batches.map(batchSummaryOf), hasSimulated: project.hasSimulated }
}
