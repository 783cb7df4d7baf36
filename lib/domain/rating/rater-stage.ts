export const raterStages = ['consent', 'guidelines', 'training', 'test', 'passed', 'failed', 'rating'] as const
export type RaterStage = (typeof raterStages)[number]

export interface StageFacts {
  createdAt: Date
  /** Whether there is such a text, and when the rater agreed to or read its newest wording. */
  consent: { isAsked: boolean; readAt: Date | null }
  guidelines: { isAsked: boolean; readAt: Date | null }
  /** Training tasks wanted; null where raters need no qualification. */
  trainingTasks: number | null
  trainingDone: number
  /** Whether there are tasks to test anyone with; without them nobody is tested. */
  hasTest: boolean
  lastTrainingAt: Date | null
  qualifiedAt: Date | null
  disqualifiedAt: Date | null
}

/** Where a rater stands on the way to rating, and since when. The texts come first, whatever was reached before. */
export function raterStage(facts: StageFacts): { stage: RaterStage; since: Date } {
  const { createdAt, consent, guidelines } = facts
  if (consent.isAsked && !consent.readAt) return { stage: 'consent', since: createdAt }
  const agreedAt = consent.readAt ?? createdAt
  if (guidelines.isAsked && !guidelines.readAt) return { stage: 'guidelines', since: agreedAt }
  const readyAt = guidelines.readAt && guidelines.readAt > agreedAt ? guidelines.readAt : agreedAt
  if (facts.trainingTasks === null) return { stage: 'rating', since: readyAt }
  if (facts.qualifiedAt) return { stage: 'passed', since: facts.qualifiedAt }
  if (facts.disqualifiedAt) return { stage: 'failed', since: facts.disqualifiedAt }
  if (facts.trainingDone < facts.trainingTasks) return { stage: 'training', since: readyAt }
  return { stage: facts.hasTest ? 'test' : 'rating', since: facts.lastTrainingAt ?? readyAt }
}
