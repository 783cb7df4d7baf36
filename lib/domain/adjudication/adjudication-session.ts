import type { Answer } from '@/lib/domain/rating/answer'
import { type AdjudicationReason, adjudicationReasons } from './adjudication'

/** State of adjudicating one pair: own answer, then the reveal, then the decision. */
export interface AdjudicationSession {
  /** `seen`: the others' answers are shown, and the first answer is fixed. */
  stage: 'blind' | 'revealing' | 'seen'
  firstAnswer: Answer | null
  answer: Answer | null
  reason: AdjudicationReason | null
  note: string
}

export type AdjudicationEvent =
  | { type: 'answer'; answer: Answer }
  | { type: 'pick'; position: number }
  | { type: 'write'; note: string }
  | { type: 'submit' }
  | { type: 'shown' }
  | { type: 'failed' }

/** What is missing before Enter continues. */
export type MissingPart = 'answer' | 'reason' | null

export const newAdjudicationSession: AdjudicationSession = {
  stage: 'blind',
  firstAnswer: null,
  answer: null,
  reason: null,
  note: '',
}

export function missingPart({ stage, answer, reason }: AdjudicationSession): MissingPart {
  if (answer === null) return 'answer'
  return stage === 'seen' && reason === null ? 'reason' : null
}

type Step = { session: AdjudicationSession; effect: 'reveal' | 'save' | null }

function submitted(session: AdjudicationSession): Step {
  if (missingPart(session) !== null) return { session, effect: null }
  if (session.stage === 'blind')
    return { session: { ...session, stage: 'revealing', firstAnswer: session.answer }, effect: 'reveal' }
  return { session, effect: session.stage === 'seen' ? 'save' : null }
}

/** Returns the next state, and the request to send: `reveal` the others' answers, or `save` the decision. */
export function adjudicationStep(session: AdjudicationSession, event: AdjudicationEvent): Step {
  const stay = (changes: Partial<AdjudicationSession>): Step => ({ session: { ...session, ...changes }, effect: null })
  const { stage } = session
  switch (event.type) {
    case 'answer':
      return stage === 'blind' || stage === 'seen' ? stay({ answer: event.answer }) : stay({})
    case 'pick': {
      const reason = adjudicationReasons[event.position]
      return stage === 'seen' && reason ? stay({ reason }) : stay({})
    }
    case 'submit':
      return submitted(session)
    case 'shown':
      return stage === 'revealing' ? stay({ stage: 'seen' }) : stay({})
    case 'failed':
      return stage === 'revealing' ? stay({ stage: 'blind', firstAnswer: null }) : stay({})
    case 'write':
      return stay({ note: event.note })
  }
}
