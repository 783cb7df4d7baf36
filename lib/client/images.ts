import { type SettleFlagsInput, settledFlags } from '@/lib/contracts/images/flagged-image'
import { api } from './api'

export const settleFlags = (slug: string, imageId: number, body: SettleFlagsInput) =>
  api.put({ address: `/api/projects/${slug}/flags/${imageId}`, output: settledFlags, body })
