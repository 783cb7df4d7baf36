import { admin, basedOn, expert, rater } from '@/lib/contracts/endpoint'
import {
  explanationInput,
  explanationOutput,
  goldenUseCounts,
  goldenUseInput,
  qualificationInput,
  qualitySettings,
  qualityState,
  raterStatus,
  replacedAnswers,
} from '@/lib/contracts/quality'
import { ratingSessionInput, ratingSessionSchema } from '@/lib/contracts/rating/rating'
import { ownPageInput } from '@/lib/contracts/recruitment'

export const startTest = rater('POST /qualification/start', {
  body: ratingSessionInput.extend(ownPageInput.shape),
  output: ratingSessionSchema,
})

export const settleAlert = admin('POST /quality/alerts/[alert]/settle', {})

export const writeExplanation = expert('PUT /quality/explanations/[candidate]', {
  body: explanationInput.extend({ basedOn }),
  output: explanationOutput,
})

export const setGoldenUse = admin('PUT /quality/golden-uses', { body: goldenUseInput, output: goldenUseCounts })

export const readQuality = admin('GET /quality', { output: qualityState })

export const updateQuality = admin('PUT /quality', {
  body: qualitySettings.extend({ basedOn }),
  output: qualitySettings,
})

export const replaceAnswers = admin('POST /raters/[rater]/ask-again', { output: replacedAnswers })

export const changeQualification = admin('POST /raters/[rater]/qualification', {
  body: qualificationInput,
  output: raterStatus,
})
