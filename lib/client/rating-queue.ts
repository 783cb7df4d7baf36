import { raterIdNow, submitAnswers } from './rating'
import { type SaveState, type SubmissionQueue, submissionQueue } from './submission-queue'
import { submissionSender } from './submission-sender'
import { browserSubmissionStore } from './submission-store'

let queue: SubmissionQueue | null = null

/** The tab's one queue of submissions: pages come and go while it goes on sending. Only in a browser. */
export function ratingQueue(): SubmissionQueue {
  if (!queue) {
    const made = submissionQueue({
      store: browserSubmissionStore(),
      send: submissionSender({
        submit: ({ slug, assignmentId, input }) => submitAnswers(slug, assignmentId, input),
        raterIdNow,
      }),
    })
    window.addEventListener('online', made.retry)
    queue = made
  }
  return queue
}

export const nothingToSave: SaveState = { state: 'saved', pending: 0, needsSignIn: false }
