import type { Measure } from '@/lib/agreement/bootstrap-measures'
import type { AgreementFigure } from '@/lib/contracts/agreement'
import { withWidth } from '@/lib/numeric/quantiles'

/** Resampling fewer images gives meaningless intervals. */
const fewestImages = 5

export const rounded = (value: number) => Math.round(value * 1e6) / 1e6

/** Rounds to six decimals. Omits intervals without width or of too few images. */
export function agreementFigure({ value, interval }: Measure, imageCount: number): AgreementFigure {
  const shown = imageCount >= fewestImages ? withWidth(interval) : null
  return {
    value: value === null ? null : rounded(value),
    low: shown && rounded(shown[0]),
    high: shown && rounded(shown[1]),
  }
}
