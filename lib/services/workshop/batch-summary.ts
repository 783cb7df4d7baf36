import type { BatchSummary } from '@/lib/contracts/workshop'
import type { BatchRow } from '@/lib/db/workshop/batch-list-query'

/** A batch as lists show it. */
export const batchSummaryOf = ({ createdAt, launchedAt, ...row }: BatchRow): BatchSummary => ({
  ...row,
  createdAt: createdAt.toISOString(),
  launchedAt: launchedAt?.toISOString() ?? null,
})
