import type { CountedShare } from '@/lib/contracts/classes/class'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'

/** `part` of `whole` with the Wilson interval; null if `whole` is 0. */
export const countedShare = (part: number, whole: number): CountedShare => ({
  part,
  whole,
  interval: whole > 0 ? wilsonInterval(Math.min(part, whole), whole) : null,
})
