import type { PictureMark } from '@/lib/domain/rating/grid-page'
import { adjudicationReasons } from './adjudication'
import type { AdjudicationEvent, AdjudicationSession } from './adjudication-session'

/**
 * State of adjudicating a page of pairs of one class: own answers to all, then the reveal, then the decisions. Reason
 * and note apply to every picture of the page.
 */
export interface AdjudicationPageSession extends Pick<AdjudicationSession, 'stage' | 'reason' | 'note'> {
  /** First answers by position, fixed once the others' answers are shown. Pictures without a mark are answered no. */
  first: readonly PictureMark[] | null
  marks: readonly PictureMark[]
}

export type AdjudicationPageEvent =
  | { type: 'mark'; position: number; mark: PictureMark }
  | Exclude<AdjudicationEvent, { type: 'answer' }>

/** Returns the next state, and the request to send: `reveal` the others' answers, or `save` the decisions. */
export function adjudicationPageStep(
  session: AdjudicationPageSession,
  event: AdjudicationPageEvent,
): { session: AdjudicationPageSession; effect: 'reveal' | 'save' | null } {
  const stay = (changes: Partial<AdjudicationPageSession>) => ({ session: { ...session, ...changes }, effect: null })
  const { stage, marks, reason } = session
  switch (event.type) {
    case 'mark':
      return stage === 'revealing' ? stay({}) : stay({ marks: marks.with(event.position, event.mark) })
    case 'pick': {
      const picked = adjudicationReasons[event.position]
      return stage === 'seen' && picked ? stay({ reason: picked }) : stay({})
    }
    case 'write':
      return stay({ note: event.note })
    case 'submit':
      if (stage === 'blind') return { session: { ...session, stage: 'revealing', first: marks }, effect: 'reveal' }
      return { session, effect: stage === 'seen' && reason !== null ? 'save' : null }
    case 'shown':
      return stage === 'revealing' ? stay({ stage: 'seen' }) : stay({})
    case 'failed':
      return stage === 'revealing' ? stay({ stage: 'blind', first: null }) : stay({})
  }
}
