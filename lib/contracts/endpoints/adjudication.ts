import {
  adjudicationInput,
  adjudicationWorkspace,
  nextAdjudicationInput,
  revealedPair,
  revealInput,
  undoneAdjudication,
} from '@/lib/contracts/adjudication/adjudication'
import {
  adjudicationPageInput,
  adjudicationPageWorkspace,
  nextAdjudicationPageInput,
  revealedPage,
  revealPageInput,
  undoneAdjudicationPage,
} from '@/lib/contracts/adjudication/adjudication-page'
import {
  judgeInput,
  newReview,
  reviewList,
  reviewMade,
  reviewQuery,
  reviewResults,
  reviewWorkspace,
} from '@/lib/contracts/adjudication/review'
import { admin, expert } from '@/lib/contracts/endpoint'

export const nextAdjudication = expert('POST /adjudications/next', {
  body: nextAdjudicationInput,
  output: adjudicationWorkspace,
})

export const revealPair = expert('POST /adjudications/pairs/[candidate]/reveal', {
  body: revealInput,
  output: revealedPair,
})

export const adjudicatePair = expert('POST /adjudications', { body: adjudicationInput, output: adjudicationWorkspace })

export const undoAdjudication = expert('POST /adjudications/undo', { output: undoneAdjudication })

export const nextAdjudicationPage = expert('POST /adjudications/pages/next', {
  body: nextAdjudicationPageInput,
  output: adjudicationPageWorkspace,
})

export const revealPage = expert('POST /adjudications/pages/reveal', { body: revealPageInput, output: revealedPage })

export const adjudicatePage = expert('POST /adjudications/pages', {
  body: adjudicationPageInput,
  output: adjudicationPageWorkspace,
})

export const undoAdjudicationPage = expert('POST /adjudications/pages/undo', { output: undoneAdjudicationPage })

export const openMistake = expert('GET /reviews/[review]/items/[position]', { output: reviewWorkspace })

export const judgeMistake = expert('POST /reviews/[review]/items/[position]', {
  body: judgeInput,
  output: reviewWorkspace,
})

export const openNextMistake = expert('POST /reviews/[review]/next', { output: reviewWorkspace })

export const startReview = admin('POST /reviews', { body: newReview, isCreating: true, output: reviewMade })

export const listReviews = expert('GET /reviews', { acceptsTokens: true, query: reviewQuery, output: reviewList })

export const readReviewResults = expert('GET /reviews/[review]', { acceptsTokens: true, output: reviewResults })
