import type { RatingSession } from '@/lib/contracts/rating/rating'
import { answerModeOf } from '@/lib/domain/rating/answer-mode'
import type { EarlyStart } from './early-answers'
import { sessionTask } from './task-pool'

/**
 * What the script for the first answers has to know; null where they take more than it knows: pages of names or of
 * pictures, reopened tasks, and other ways of answering. `answered` says how many of all names have an answer.
 */
export function earlyStart(
  { task, project, settings, raterId }: RatingSession,
  answered: (done: number, total: number) => string,
): EarlyStart | null {
  if (!task || task.pictures || task.revision > 0 || task.candidates.length > task.display.perScreen) return null
  if (answerModeOf(task.display.answerMode, settings.answerMode, project.answerModes) !== 'each') return null
  const total = task.candidates.length
  return {
    owner: { slug: project.slug, raterId },
    task: sessionTask(task),
    keys: settings.keys,
    counts: Array.from({ length: total + 1 }, (_, done) => answered(done, total)),
  }
}
