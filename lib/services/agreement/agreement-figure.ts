import type { Measure } from '@/lib/agreement/bootstrap-measures'
import type { AgreementFigure } from '@/lib/contracts/agreement'
import { withWidth } from '@/lib/numeric/quantiles'

/** Resampling fewer images than these gives intervals that say nothing. */
const fewestImages = 5

export const rounded = (value: number) => Math.round(value * 1e6) / 1e6

/** A figure as it is kept and shown: six decimals, and an interval only where enough images stand behind it and it has a width. */
export function agreementFigure({ value, interval }: Measure, imageCount: number): AgreementFigure {
  const shown = imageCount >= fewestImages ? withWidth(interval) : null
  return {
    value: value === null ? null : rounded(value),
    low: shown && rounded(shown[0]),
    high: shown && rounded(shown[1]),
  }
}
