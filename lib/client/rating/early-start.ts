import type { RatingSession } from '@/lib/contracts/rating/rating'
import { answerModeOf } from '@/lib/domain/rating/answer-mode'
import type { EarlyStart } from './early-answers'
import { sessionTask } from './task-pool'

/**
 * Returns the data for the early script. Null for tasks it does not support: pages of names or pictures, reopened
 * tasks, and other answer modes. `answered` formats how many of all names have an answer.
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
