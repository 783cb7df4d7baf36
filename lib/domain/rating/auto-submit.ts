import { isComplete, type LabelingSession } from './labeling-session'

/** How long answers wait before they are submitted by themselves. */
export const takeBackMs = 1_500

/** Answers that are about to be submitted by themselves; null: none are. */
export type Waiting = LabelingSession['answers'] | null

/**
 * What waits after the session went from `before` to `after`. The last answer of a task begins the wait. Any change of an
 * answer ends it, and so do submission and another task; then Enter submits. A task that comes complete, as a reopened
 * one does, waits for nothing.
 */
export function waitingAfter(waiting: Waiting, before: LabelingSession, after: LabelingSession): Waiting {
  const isSame =
    before.task?.assignmentId === after.task?.assignmentId && before.task?.revision === after.task?.revision
  if (!isSame || after.status !== 'answering' || after.imageShownAt === null || !isComplete(after)) return null
  if (!isComplete(before)) return after.answers
  return waiting === after.answers ? waiting : null
}
