/** A share from 0 to 1 as "63%"; a small one that is not nothing as "<1%". */
export function percent(share: number): string {
  const value = Math.round(share * 100)
  if (value === 0 && share > 0) return '<1%'
  if (value === 100 && share < 1) return '>99%'
  return `${value}%`
}

/** A score from 0 to 1 with two decimals, never rounded up to certainty: 0.999 reads "0.99". */
export function scoreText(score: number): string {
  const rounded = score < 1 ? Math.min(0.99, Math.round(score * 100) / 100) : 1
  return (score > 0 ? Math.max(0.01, rounded) : 0).toFixed(2)
}
