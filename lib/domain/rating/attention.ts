/** Without any input for longer than this a rater counts as away, however long the page stays open. */
export const restingMs = 20_000

/**
 * A stopwatch of attention: it runs while the page is visible and the rater gave any input, be it a moved pointer, within
 * the last `restingMs`. Times are milliseconds of one clock that is passed in.
 */
export interface Attention {
  /** What was counted up to `from`. */
  ms: number
  from: number
  /** Counting stops here unless there is input before. */
  until: number
  isVisible: boolean
}

export const attentionFrom = (at: number, isVisible = true): Attention => ({
  ms: 0,
  from: at,
  until: at + restingMs,
  isVisible,
})

/** What the stopwatch shows at time `at`. */
export const attentionMs = ({ ms, from, until, isVisible }: Attention, at: number): number =>
  isVisible ? ms + Math.max(0, Math.min(at, until) - from) : ms

export type AttentionEvent = 'input' | 'hide' | 'show'

/** The stopwatch after the page was hidden, shown again, or the rater did something. Coming back counts as doing something. */
export function attentionAfter(attention: Attention, event: AttentionEvent, at: number): Attention {
  const isVisible = event === 'input' ? attention.isVisible : event === 'show'
  return { ms: attentionMs(attention, at), from: at, until: at + restingMs, isVisible }
}
