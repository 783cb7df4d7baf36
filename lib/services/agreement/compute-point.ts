import type { VoteTable } from '@/lib/aggregation/vote-table'
import { type Agreement, agreementOverall, type ClusterOptions } from '@/lib/agreement/agreement-by'

export type PointRequest = ClusterOptions & { votes: VoteTable }

/** Measures agreement over all votes somewhere: here, or in a thread of the worker. */
export type ComputePoint = (request: PointRequest) => Promise<Agreement>

/** Measures it here and now; nothing else happens in this thread until it is done. */
export const pointHere: ComputePoint = async ({ votes, ...options }) => agreementOverall(votes, options)
