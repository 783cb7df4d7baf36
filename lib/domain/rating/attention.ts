/** A rater without input for longer than this counts as away, even if the page is open. */
export const awayAfterMs = 20_000

/**
 * A stopwatch of the rater's attention. It runs while the page is visible and there was any input, such as pointer
 * movement, within the last `awayAfterMs`. Times are milliseconds of one clock that the caller passes in.
 */
export interface Attention {
  /** Milliseconds counted up to `from`. */
  ms: number
  from: number
  /** Counting stops here unless there is input before. */
  until: number
  isVisible: boolean
}

export const startAttention = (at: number, isVisible = true): Attention => ({
  ms: 0,
  from: at,
  until: at + awayAfterMs,
  isVisible,
})

export const attentionMs = ({ ms, from, until, isVisible }: Attention, at: number): number =>
  isVisible ? ms + Math.max(0, Math.min(at, until) - from) : ms

export type AttentionEvent = 'input' | 'hide' | 'show'

/** Returns the stopwatch after input, or after the page was hidden or shown. Showing the page counts as input. */
export function updateAttention(attention: Attention, event: AttentionEvent, at: number): Attention {
  const isVisible = event === 'input' ? attention.isVisible : event === 'show'
  return { ms: attentionMs(attention, at), from: at, until: at + awayAfterMs, isVisible }
}
