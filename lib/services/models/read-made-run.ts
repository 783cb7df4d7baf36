import { thresholdRule } from '@/lib/contracts/runs/aggregation'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { type ProgressHooks, stepProgress } from '@/lib/services/progress'
import { aggregationData, aggregationInputHash } from '@/lib/services/runs/aggregation-data'
import type { MadeRun } from './run-without-model'

interface StoredRun {
  projectId: number
  method: string
  parameters: unknown
  votesUntil: Date
  inputHash: string
}

/** Null if some of the run's input has changed since. */
export async function readMadeRun(
  { projectId, method, parameters, votesUntil, inputHash }: StoredRun,
  { onProgress, signal }: ProgressHooks,
): Promise<Omit<MadeRun, 'rows' | 'thresholds' | 'implied'> | null> {
  const { threshold, bootstrap: _, ...own } = parameters as Record<string, unknown>
  const rule = thresholdRule.nullable().safeParse(threshold)
  if (!rule.success) return null
  const rows = await readAggregationRows(projectId, stepProgress({ onProgress, signal }, 'Reading votes'), votesUntil)
  const data = aggregationData(rows)
  if (aggregationInputHash(data) !== inputHash) return null
  return {
    ...{ method, parameters: own, rule: rule.data, data },
    candidateId: rows.candidates.id,
    imageId: rows.images.id,
  }
}
