import * as endpoints from '@/lib/contracts/endpoints/images'
import type { SettleFlagsInput } from '@/lib/contracts/images/flagged-image'
import { request } from './api'

export const settleFlags = (slug: string, imageId: number, body: SettleFlagsInput) =>
  request(endpoints.settleImageFlags, { project: slug, image: imageId }, { body })
