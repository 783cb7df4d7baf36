import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { findClassPaths } from '@/lib/db/class-path-query'
import { readAggregationRows } from '@/lib/db/read-aggregation-rows'
import type { Actor } from '@/lib/domain/permissions'
import { aggregationData } from './aggregation-data'
import { guardProject } from './guard-project'

/** All that a method may look at in a project, as it is now. */
export async function readAggregationInput(actor: Actor, slug: string): Promise<AggregationInput> {
  const { project } = await guardProject(actor, slug, 'admin')
  return aggregationData(await readAggregationRows(project.id), await findClassPaths(project.id)).input
}
