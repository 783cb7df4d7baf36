import type { VoteTable } from '@/lib/aggregation/vote-table'
import { agreementOverall, type ClusterOptions } from '@/lib/agreement/agreement-by'
import { type AgreementRequest, agreementParts } from '@/lib/agreement/agreement-parts'
import type { CountHooks } from '@/lib/services/compute'

export const computeAgreement = (request: AgreementRequest, { onProgress }: CountHooks) =>
  agreementParts(request, onProgress)

export type PointRequest = ClusterOptions & { votes: VoteTable }

export const computePoint = ({ votes, ...options }: PointRequest, _hooks: object) => agreementOverall(votes, options)
