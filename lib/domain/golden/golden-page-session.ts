import type { PictureMark } from '@/lib/domain/rating/grid-page'

/** State of answering a page of golden pictures of one class. */
export interface GoldenPageSession {
  /** By position. Pictures without a mark are answered no. */
  marks: readonly PictureMark[]
}

export type GoldenPageEvent = { type: 'mark'; position: number; mark: PictureMark } | { type: 'submit' }

/** Returns the next state, and whether to save it. */
export const goldenPageStep = (session: GoldenPageSession, event: GoldenPageEvent) =>
  event.type === 'submit'
    ? { session, effect: 'save' as const }
    : { session: { marks: session.marks.with(event.position, event.mark) }, effect: null }
