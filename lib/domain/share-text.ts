/** Formats a share with one decimal; "–" of nothing. Shows one that rounds to none or all as "<0.1%" or ">99.9%". */
export function shareText(part: number, all: number): string {
  if (all === 0) return '–'
  const value = ((100 * part) / all).toFixed(1)
  if (value === '0.0' && part > 0) return '<0.1%'
  return value === '100.0' && part < all ? '>99.9%' : `${value}%`
}
