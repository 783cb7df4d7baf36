import type { PictureMark } from '@/lib/domain/rating/grid-page'

export interface GoldenPageSession {
  /** By position. Pictures without a mark are answered no. */
  marks: readonly PictureMark[]
}

export type GoldenPageEvent = { type: 'mark'; position: number; mark: PictureMark } | { type: 'submit' }

export const goldenPageStep = (session: GoldenPageSession, event: GoldenPageEvent) =>
  event.type === 'submit'
    ? { session, effect: 'save' as const }
    : { session: { marks: session.marks.with(event.position, event.mark) }, effect: null }
