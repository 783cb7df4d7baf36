import { queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/images'
import type { SettleFlagsInput } from '@/lib/contracts/images/flagged-image'
import type {
  AskAgainInput,
  ExcludeImagesInput,
  ImageTargetInput,
  IncludeImagesInput,
  SetLabelsInput,
  TakeBackLabelsInput,
} from '@/lib/contracts/images/image-acts'
import { bulkTimeoutMs, request } from './api'

export const settleFlags = (slug: string, imageId: number, body: SettleFlagsInput) =>
  request(endpoints.settleImageFlags, { project: slug, image: imageId }, { body })

export const setLabels = (slug: string, body: SetLabelsInput) =>
  request(endpoints.setLabels, { project: slug }, { body, timeoutMs: bulkTimeoutMs })

export const takeBackLabels = (slug: string, body: TakeBackLabelsInput) =>
  request(endpoints.takeBackLabels, { project: slug }, { body, timeoutMs: bulkTimeoutMs })

export const excludeImages = (slug: string, body: ExcludeImagesInput) =>
  request(endpoints.excludeImages, { project: slug }, { body, timeoutMs: bulkTimeoutMs })

export const includeImages = (slug: string, body: IncludeImagesInput) =>
  request(endpoints.includeImages, { project: slug }, { body, timeoutMs: bulkTimeoutMs })

export const askAgain = (slug: string, body: AskAgainInput) =>
  request(endpoints.askAgain, { project: slug }, { body, timeoutMs: bulkTimeoutMs })

export const sendToExperts = (slug: string, body: ImageTargetInput) =>
  request(endpoints.sendToExperts, { project: slug }, { body, timeoutMs: bulkTimeoutMs })

export const takeBackFromExperts = (slug: string, body: ImageTargetInput) =>
  request(endpoints.takeBackFromExperts, { project: slug }, { body, timeoutMs: bulkTimeoutMs })

/** What would be deleted along with images. Fetched anew every time. */
export const imageContentsQuery = (slug: string, target: ImageTargetInput['target']) =>
  queryOptions({
    queryKey: ['image-contents', slug, target],
    queryFn: ({ signal }) =>
      request(endpoints.countImageContents, { project: slug }, { body: { target }, timeoutMs: bulkTimeoutMs, signal }),
    gcTime: 0,
  })
