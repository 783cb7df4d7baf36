import type { BatchSummary } from '@/lib/contracts/plan'
import { findLaunchedBatches } from '@/lib/db/plan/batch-list-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { batchSummaryOf } from './batch-summary'

export async function listBatches(
  actor: Actor,
  slug: string,
): Promise<{ batches: BatchSummary[]; hasSimulated: boolean }> {
  const { project } = await guardProject(actor, slug, 'admin')
  const batches = await findLaunchedBatches(project.id)
  return { batches: batches.map(batchSummaryOf), hasSimulated: project.hasSimulated }
}
