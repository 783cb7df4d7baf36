import { rater } from '@/lib/contracts/endpoint'
import { classExamplesOutput } from '@/lib/contracts/rating/credited-picture'
import { quickAnswers } from '@/lib/contracts/rating/own-history'
import { raterSettings } from '@/lib/contracts/rating/rater-settings'
import {
  leasesInput,
  leasesOutput,
  ratingSessionInput,
  ratingSessionSchema,
  restSuggestion,
  skipInput,
  submitInput,
  submitOutput,
} from '@/lib/contracts/rating/rating'

export const readClassExamples = rater('GET /assignments/[assignment]/examples', { output: classExamplesOutput })

export const skipAssignment = rater('POST /assignments/[assignment]/skip', {
  body: skipInput,
  output: ratingSessionSchema,
})

export const submitVotes = rater('POST /assignments/[assignment]/submit', { body: submitInput, output: submitOutput })

export const undoSubmission = rater('POST /assignments/[assignment]/undo', {
  body: ratingSessionInput,
  output: ratingSessionSchema,
})

export const leaseNextTask = rater('POST /assignments/next', { body: ratingSessionInput, output: ratingSessionSchema })

export const releaseLeases = rater('POST /assignments/release', { body: leasesInput, output: leasesOutput })

export const renewLeases = rater('POST /assignments/renew', { body: leasesInput, output: leasesOutput })

export const countQuickAnswers = rater('GET /last-answers/quick', { output: quickAnswers })

export const readRestSuggestion = rater('GET /rest', { output: restSuggestion })

export const readRaterSettings = rater('GET /rater-settings', { output: raterSettings })

export const saveRaterSettings = rater('PUT /rater-settings', { body: raterSettings, output: raterSettings })
