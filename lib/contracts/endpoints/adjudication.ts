import {
  adjudicatedPairPath,
  adjudicationDesk,
  adjudicationInput,
  nextAdjudicationInput,
  revealedPair,
  revealInput,
  undoneAdjudication,
} from '@/lib/contracts/adjudication/adjudication'
import {
  newReview,
  reviewAnswer,
  reviewDesk,
  reviewItemPath,
  reviewMade,
  reviewPath,
} from '@/lib/contracts/adjudication/review'
import { admin, expert } from '@/lib/contracts/endpoint'

export const nextAdjudication = expert('POST /adjudications/next', {
  body: nextAdjudicationInput,
  output: adjudicationDesk,
})

export const revealPair = expert('POST /adjudications/pairs/[candidate]/reveal', {
  params: adjudicatedPairPath,
  body: revealInput,
  output: revealedPair,
})

export const adjudicatePair = expert('POST /adjudications', { body: adjudicationInput, output: adjudicationDesk })

export const undoAdjudication = expert('POST /adjudications/undo', { output: undoneAdjudication })

export const openMistake = expert('GET /reviews/[campaign]/items/[place]', {
  params: reviewItemPath,
  output: reviewDesk,
})

export const judgeMistake = expert('POST /reviews/[campaign]/items/[place]', {
  params: reviewItemPath,
  body: reviewAnswer,
  output: reviewDesk,
})

export const openNextMistake = expert('POST /reviews/[campaign]/next', { params: reviewPath, output: reviewDesk })

export const startReview = admin('POST /reviews', { body: newReview, output: reviewMade })
