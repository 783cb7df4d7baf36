import { admin, expert, rater } from '@/lib/contracts/endpoint'
import {
  alertPath,
  askedAgain,
  explanationInput,
  explanationOutput,
  explanationPath,
  goldenUseCounts,
  goldenUseInput,
  qualificationInput,
  qualitySettings,
  raterPath,
  raterStatus,
  settledAlert,
} from '@/lib/contracts/quality'
import { ratingSessionInput, ratingSessionSchema } from '@/lib/contracts/rating/rating'

export const startTest = rater('POST /qualification/start', { body: ratingSessionInput, output: ratingSessionSchema })

export const settleAlert = admin('POST /quality/alerts/[alert]/settle', { params: alertPath, output: settledAlert })

export const writeExplanation = expert('PUT /quality/explanations/[candidate]', {
  params: explanationPath,
  body: explanationInput,
  output: explanationOutput,
})

export const setGoldenUse = admin('PUT /quality/golden-uses', { body: goldenUseInput, output: goldenUseCounts })

export const updateQuality = admin('PUT /quality', { body: qualitySettings, output: qualitySettings })

export const askAgain = admin('POST /raters/[rater]/ask-again', { params: raterPath, output: askedAgain })

export const changeQualification = admin('POST /raters/[rater]/qualification', {
  params: raterPath,
  body: qualificationInput,
  output: raterStatus,
})
