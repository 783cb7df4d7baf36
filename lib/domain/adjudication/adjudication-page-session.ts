import type { PictureMark } from '@/lib/domain/rating/grid-page'
import { type AdjudicationReason, adjudicationReasons } from './adjudication'

/** An expert's work on a page of pairs of one class: answers of one's own to all of them, then what others said, then the decisions. */
export interface AdjudicationPageSession {
  /** `seen`: the others' answers are shown, so the first answers stand. */
  stage: 'blind' | 'revealing' | 'seen'
  /** By position; a picture without a mark is the rest, which is no. */
  first: readonly PictureMark[] | null
  marks: readonly PictureMark[]
  /** Those of every picture of the page. */
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

/** The session after an event, and what is to be asked of the server now: the others' answers, or to keep the decisions. */
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
