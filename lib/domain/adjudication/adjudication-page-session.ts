import type { PictureMark } from '@/lib/domain/rating/grid-page'
import { type AdjudicationReason, adjudicationReasons } from './adjudication'

/** State of adjudicating a page of pairs of one class: own answers to all, then the reveal, then the decisions. */
export interface AdjudicationPageSession {
  /** `seen`: the others' answers are shown, and the first answers are fixed. */
  stage: 'blind' | 'revealing' | 'seen'
  /** By position. Pictures without a mark are answered no. */
  first: readonly PictureMark[] | null
  marks: readonly PictureMark[]
  /** Applies to every picture of the page. */
  reason: AdjudicationReason | null
  note: string
}

export type AdjudicationPageEvent =
  | { type: 'mark'; position: number; mark: PictureMark }
  | { type: 'pick'; position: number }
  | { type: 'write'; note: string }
  | { type: 'submit' }
  | { type: 'shown' }
  | { type: 'failed' }

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
