import type { BatchSummary } from '@/lib/contracts/plan'
import type { BatchRow } from '@/lib/db/plan/batch-list-query'

export const batchSummaryOf = ({ createdAt, launchedAt, ...row }: BatchRow): BatchSummary => ({
  ...row,
  createdAt: createdAt.toISOString(),
  launchedAt: launchedAt?.toISOString() ?? null,
})
