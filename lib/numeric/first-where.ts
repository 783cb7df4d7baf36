/**
 * Returns the first integer from `low` for which `holds`, or `high` if there is none below it. Once it holds, it holds
 * for all larger ones. Cost: O(log(high − low)).
 */
export function firstWhere(low: number, high: number, holds: (index: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
