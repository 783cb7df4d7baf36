import type { CountedShare } from '@/lib/contracts/classes/class'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'

/** So many of so many, with the share's interval. */
export const countedShare = (part: number, whole: number): CountedShare => ({
  part,
  whole,
  interval: whole > 0 ? wilsonInterval(Math.min(part, whole), whole) : null,
})
