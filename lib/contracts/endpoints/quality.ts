import { admin, basedOn, expert, rater, rowId } from '@/lib/contracts/endpoint'
import {
  askedAgain,
  explanationInput,
  explanationOutput,
  goldenUseCounts,
  goldenUseInput,
  qualificationInput,
  qualitySettings,
  raterStatus,
  settledAlert,
} from '@/lib/contracts/quality'
import { ratingSessionInput, ratingSessionSchema } from '@/lib/contracts/rating/rating'

export const startTest = rater('POST /qualification/start', { body: ratingSessionInput, output: ratingSessionSchema })

export const settleAlert = admin('POST /quality/alerts/[alert]/settle', {
  params: { alert: rowId },
  output: settledAlert,
})

export const writeExplanation = expert('PUT /quality/explanations/[candidate]', {
  params: { candidate: rowId },
  body: explanationInput,
  output: explanationOutput,
})

export const setGoldenUse = admin('PUT /quality/golden-uses', { body: goldenUseInput, output: goldenUseCounts })

export const updateQuality = admin('PUT /quality', {
  body: qualitySettings.extend({ basedOn }),
  output: qualitySettings,
})

export const askAgain = admin('POST /raters/[rater]/ask-again', { params: { rater: rowId }, output: askedAgain })

export const changeQualification = admin('POST /raters/[rater]/qualification', {
  params: { rater: rowId },
  body: qualificationInput,
  output: raterStatus,
})
