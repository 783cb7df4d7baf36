import { browserOutbox, type Outbox } from '@/lib/client/outbox/outbox'
import type { RatingSessionInput } from '@/lib/contracts/rating/rating'
import { raterIdNow, submitAnswers } from './rating'
import { turns } from './turns'
import { type VoteKinds, voteSender } from './vote-sender'

/** Tasks to be held beyond the one in hand. */
const tasksAhead = 3

/** The tasks this tab has, as the session's hook says. */
let tasksHere: () => number[] = () => []

export const tellTasksHere = (have: () => number[]) => {
  tasksHere = have
}

/** What every request for the session says: how many tasks to hold ahead, and which need not be sent again. */
export const aheadNow = (): Required<Pick<RatingSessionInput, 'ahead' | 'have'>> => ({
  ahead: tasksAhead,
  have: tasksHere(),
})

/**
 * Requests that move the session, one after the other: what an answer says of the tasks held is then never older than what
 * was said before it.
 */
export const inTurn = turns()

let made: Outbox<VoteKinds> | null = null

/** The tab's one outbox of a rater's answers: pages come and go while it goes on sending. Only in a browser. */
export function ratingOutbox(): Outbox<VoteKinds> {
  made ??= browserOutbox<VoteKinds>({
    votes: voteSender({
      submit: ({ slug, input: { assignmentId, ...input } }) =>
        inTurn(() => submitAnswers(slug, assignmentId, { ...input, ...aheadNow() })),
      raterIdNow,
    }),
  })
  return made
}
