import { caller } from '@/lib/client/api'
import * as endpoints from '@/lib/contracts/endpoints/adjudication'

export const nextAdjudication = caller(endpoints.nextAdjudication)
export const revealPair = caller(endpoints.revealPair)
export const adjudicatePair = caller(endpoints.adjudicatePair)
export const undoAdjudication = caller(endpoints.undoAdjudication)
export const nextAdjudicationPage = caller(endpoints.nextAdjudicationPage)
export const revealPage = caller(endpoints.revealPage)
export const adjudicatePage = caller(endpoints.adjudicatePage)
export const undoAdjudicationPage = caller(endpoints.undoAdjudicationPage)
export const startReview = caller(endpoints.startReview, { timeoutMs: 60_000 })
export const nextMistake = caller(endpoints.openNextMistake)
export const judgeMistake = caller(endpoints.judgeMistake)

interface CountedQueue<Served> {
  view(): { served: Served }
  put(change: { served: Served }): void
}

/** After an undo, its pairs count in the queue again. The numbers stay as they are if the server does not answer. */
export const recount = <Served extends { progress: object }>(
  queue: CountedQueue<Served>,
  counted: Promise<{ progress: Served['progress'] }>,
): Promise<void> =>
  counted.then(
    ({ progress }) => queue.put({ served: { ...queue.view().served, progress } }),
    () => undefined,
  )
