import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { aggregationData } from './aggregation-data'

export async function readAggregationInput(actor: Actor, slug: string): Promise<AggregationInput> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return aggregationData(await readAggregationRows(projectId)).input
}
