/** Formats a share from 0 to 1, such as "63%". A share that rounds to 0% or 100% shows as "<1%" or ">99%". */
export function percent(share: number): string {
  const value = Math.round(share * 100)
  if (value === 0 && share > 0) return '<1%'
  if (value === 100 && share < 1) return '>99%'
  return `${value}%`
}

/** Rounds a share to whole percent for a message that formats it, but to 0% or 100% only if it is. */
export const wholeShare = (share: number): number =>
  share > 0 && share < 1 ? Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100)) : share

/** Formats the parts of a whole as whole percentages that add up to 100, by the largest remainder method. */
export function wholePercents(counts: readonly number[]): string[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => percent(0))
  const exact = counts.map((count) => (count / total) * 100)
  const left = 100 - exact.reduce((sum, value) => sum + Math.floor(value), 0)
  const byRemainder = exact.map((_, index) => index).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b)
  const raised = new Set(byRemainder.slice(0, left))
  return exact.map((value, index) => {
    const whole = Math.floor(value) + Number(raised.has(index))
    if (whole === 0 && value > 0) return '<1%'
    return whole === 100 && value < 100 ? '>99%' : `${whole}%`
  })
}

/** Formats a score from 0 to 1 with two decimals. Never rounds to certainty: 0.999 shows as "0.99". */
export function scoreText(score: number): string {
  const rounded = score < 1 ? Math.min(0.99, Math.round(score * 100) / 100) : 1
  return (score > 0 ? Math.max(0.01, rounded) : 0).toFixed(2)
}
