export const qualificationSteps = [
  'consent',
  'guidelines',
  'training',
  'test',
  'passed',
  'waived',
  'failed',
  'rating',
] as const
export type QualificationStep = (typeof qualificationSteps)[number]

export interface QualificationFacts {
  createdAt: Date
  /** Whether there is such a text, and when the rater agreed to or read its newest version. */
  consent: { isAsked: boolean; readAt: Date | null }
  guidelines: { isAsked: boolean; readAt: Date | null }
  /** Training tasks required. Null if raters need no qualification. */
  trainingTasks: number | null
  trainingDone: number
  /** Whether a test is required. Raters wait at this step if it has no tasks. */
  hasTest: boolean
  lastTrainingAt: Date | null
  /** Attempts at the test, running or finished. Training ends with the first one. */
  attempts: readonly { hasPassed: boolean | null }[]
  /** When an admin last reset the attempts. */
  resetAt: Date | null
  qualifiedAt: Date | null
  disqualifiedAt: Date | null
}

/** Without a passed attempt, an admin has waived the test. */
const qualifiedStep = ({ attempts }: QualificationFacts) =>
  attempts.some(({ hasPassed }) => hasPassed) ? 'passed' : 'waived'

const latest = (one: Date, other: Date | null) => (other && other > one ? other : one)

/** Returns the rater's step and since when. A failed test comes first, then unread texts, even after later steps. */
export function qualificationStep(facts: QualificationFacts): { step: QualificationStep; since: Date } {
  const { createdAt, consent, guidelines } = facts
  if (facts.trainingTasks !== null && facts.disqualifiedAt && !facts.qualifiedAt)
    return { step: 'failed', since: facts.disqualifiedAt }
  if (consent.isAsked && !consent.readAt) return { step: 'consent', since: createdAt }
  const agreedAt = consent.readAt ?? createdAt
  if (guidelines.isAsked && !guidelines.readAt) return { step: 'guidelines', since: agreedAt }
  const readyAt = latest(agreedAt, guidelines.readAt)
  if (facts.trainingTasks === null) return { step: 'rating', since: readyAt }
  if (facts.qualifiedAt) return { step: qualifiedStep(facts), since: facts.qualifiedAt }
  if (facts.trainingDone < facts.trainingTasks && facts.attempts.length === 0)
    return { step: 'training', since: readyAt }
  const trainedAt = facts.lastTrainingAt ?? readyAt
  if (!facts.hasTest) return { step: 'rating', since: trainedAt }
  return { step: 'test', since: latest(trainedAt, facts.resetAt) }
}
