import { isComplete, type LabelingSession } from './labeling-session'

/** Milliseconds that answers wait before they are submitted automatically. */
export const autoSubmitDelayMs = 1_500

/** Answers waiting to be submitted automatically. Null: none. */
export type Waiting = LabelingSession['answers'] | null

/**
 * Returns what waits after the session went from `before` to `after`. The last answer of a task starts the wait. A
 * changed answer, a submission or another task ends it, and then Enter submits. A task loaded with answers, such as a
 * reopened one, does not start it.
 */
export function waitingAfter(waiting: Waiting, before: LabelingSession, after: LabelingSession): Waiting {
  const isSame =
    before.task?.assignmentId === after.task?.assignmentId && before.task?.revision === after.task?.revision
  if (!isSame || after.status !== 'answering' || after.imageShownAt === null || !isComplete(after)) return null
  if (!isComplete(before)) return after.answers
  return waiting === after.answers ? waiting : null
}
