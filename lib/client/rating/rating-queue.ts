import type { SeatInput } from '@/lib/contracts/rating/rating'
import { raterIdNow, submitAnswers } from './rating'
import { type SaveState, type SubmissionQueue, submissionQueue } from './submission-queue'
import { submissionSender } from './submission-sender'
import { browserSubmissionStore } from './submission-store'
import { turns } from './turns'

/** Tasks to be held beyond the one in hand. */
const tasksAhead = 3

/** The tasks this tab has, as the seat's hook says. */
let tasksHere: () => number[] = () => []

export const tellTasksHere = (have: () => number[]) => {
  tasksHere = have
}

/** What every request for the seat says: how many tasks to hold ahead, and which need not be sent again. */
export const aheadNow = (): Required<Pick<SeatInput, 'ahead' | 'have'>> => ({ ahead: tasksAhead, have: tasksHere() })

/**
 * Requests that move the seat, one after the other: what an answer says of the tasks held is then never older than what
 * was said before it.
 */
export const inTurn = turns()

let queue: SubmissionQueue | null = null

/** The tab's one queue of submissions: pages come and go while it goes on sending. Only in a browser. */
export function ratingQueue(): SubmissionQueue {
  if (!queue) {
    const made = submissionQueue({
      store: browserSubmissionStore(),
      send: submissionSender({
        submit: ({ slug, assignmentId, input }) =>
          inTurn(() => submitAnswers(slug, assignmentId, { ...input, ...aheadNow() })),
        raterIdNow,
      }),
    })
    window.addEventListener('online', made.retry)
    // The rater may come back from signing in in another tab, or open a laptop again.
    window.addEventListener('focus', made.retry)
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && made.retry())
    queue = made
  }
  return queue
}

export const nothingToSave: SaveState = { state: 'saved', pending: 0, needsSignIn: false }
