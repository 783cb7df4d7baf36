import type { VoteTable } from '@/lib/aggregation/vote-table'
import { agreementOverall, type ClusterOptions } from '@/lib/agreement/agreement-by'

export type PointRequest = ClusterOptions & { votes: VoteTable }

export const computePoint = ({ votes, ...options }: PointRequest, _hooks: object) => agreementOverall(votes, options)
