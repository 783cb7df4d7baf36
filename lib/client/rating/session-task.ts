import type { RatingTask } from '@/lib/contracts/rating/rating'
import type { SessionTask } from '@/lib/domain/rating/labeling-session'

/** What the labeling session has to know of a task. */
export const sessionTask = (task: RatingTask): SessionTask => ({
  assignmentId: task.assignmentId,
  revision: task.revision,
  candidateCount: (task.pictures ?? task.candidates).length,
  perScreen: task.display.perScreen,
  previousAnswers: task.previousAnswers,
  previousRest: task.previousRest,
})
