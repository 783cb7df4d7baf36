import { z } from 'zod'
import { addressPart, admin, rater } from '@/lib/contracts/endpoint'
import { imageList, imageQuery, imageTotal } from '@/lib/contracts/images/image'
import {
  askAgainInput,
  askedAgain,
  changedImages,
  excludeImagesInput,
  imageContents,
  imageTargetInput,
  sentToExperts,
  setLabelsInput,
  setLabelsResult,
  takeBackLabelsInput,
  takenBackLabels,
} from '@/lib/contracts/images/image-actions'
import {
  flagPage,
  flagQuery,
  imageFlagInput,
  imageFlagOutput,
  settledFlags,
  settleFlagsInput,
} from '@/lib/contracts/images/image-flag'
import { pictureQuery } from '@/lib/contracts/rating/rating'

export const readImageFlag = rater('GET /assignments/[assignment]/flag', {
  query: pictureQuery,
  output: imageFlagOutput,
})

export const saveImageFlag = rater('PUT /assignments/[assignment]/flag', {
  query: pictureQuery,
  body: imageFlagInput,
  output: imageFlagOutput,
})

export const settleImageFlags = admin('PUT /flags/[image]', { body: settleFlagsInput, output: settledFlags })

export const listImageFlags = admin('GET /flags', { query: flagQuery, output: flagPage })

export const countListedImages = admin('GET /image-total', { query: imageQuery, output: imageTotal })

export const listImages = admin('GET /images', { query: imageQuery, output: imageList })

export const setLabels = admin('POST /hand-labels', { body: setLabelsInput, output: setLabelsResult })

export const takeBackLabels = admin('POST /hand-labels/take-back', {
  body: takeBackLabelsInput,
  output: takenBackLabels,
})

export const excludeImages = admin('POST /image-exclusions', { body: excludeImagesInput, output: changedImages })

export const includeImages = admin('POST /image-exclusions/take-back', {
  body: imageTargetInput,
  output: changedImages,
})

export const askAgain = admin('POST /asked-again', {
  body: askAgainInput,
  isCreating: true,
  output: askedAgain,
})

export const sendToExperts = admin('POST /adjudication-requests', { body: imageTargetInput, output: sentToExperts })

export const takeBackFromExperts = admin('POST /adjudication-requests/take-back', {
  body: imageTargetInput,
  output: sentToExperts,
})

export const countImageContents = admin('POST /image-removals/counts', {
  body: imageTargetInput,
  output: imageContents,
})

export const readProjectImage = rater('GET /images/[hash]', {
  acceptsTokens: true,
  params: { hash: addressPart },
  query: z.object({ variant: z.enum(['full', 'screen', 'tile', 'thumb']).default('full') }),
  output: 'response',
})
