import type { PictureMark } from '@/lib/domain/rating/grid-page'

/** An expert's work on a page of golden pictures of one class. */
export interface GoldenPageSession {
  /** By position; a picture without one is the rest, which is no. */
  marks: readonly PictureMark[]
}

export type GoldenPageEvent = { type: 'mark'; position: number; mark: PictureMark } | { type: 'submit' }

/** The session after an event, and whether it is to be saved now. */
export const goldenPageStep = (session: GoldenPageSession, event: GoldenPageEvent) =>
  event.type === 'submit'
    ? { session, effect: 'save' as const }
    : { session: { marks: session.marks.with(event.position, event.mark) }, effect: null }
