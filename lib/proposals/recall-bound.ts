import { firstWhere } from '@/lib/numeric/first-where'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'

/**
 * Returns the fewest labels found, of `total`, at which the lower 95% bound of recall reaches `recall`; null if even
 * all of them are not enough.
 *
 * Source: Wilson's interval. Errors: RangeError if the recall is not from 0 to 1.
 */
export function minFoundForRecall(total: number, recall: number): number | null {
  if (!(recall >= 0 && recall <= 1)) throw new RangeError(`A recall is from 0 to 1, not ${recall}`)
  if (total === 0) return null
  const reaches = (found: number) => wilsonInterval(found, total)[0] >= recall
  if (!reaches(total)) return null
  return firstWhere(0, total, reaches)
}

const maxLabels = 1_000_000

/**
 * Returns how many labels are needed for the lower bound of recall to reach `recall`, if the observed share is found (1
 * without observations). Null if no realistic number is enough, because that share is below the recall or too close.
 */
export function labelsNeeded({ found, total }: { found: number; total: number }, recall: number): number | null {
  const share = total === 0 ? 1 : found / total
  const reaches = (labels: number) => wilsonInterval(share * labels, labels)[0] >= recall
  if (!reaches(maxLabels)) return null
  return firstWhere(1, maxLabels, reaches)
}
