/**
 * Formats a threshold with three decimals, or with as many as it takes to tell it from 0 and 1. A threshold above 1 is
 * stored if no score reaches the required probability, and keeps no label.
 */
export function thresholdText(threshold: number): string {
  if (threshold > 1) return 'above 1'
  const rounded = Number(threshold.toFixed(3))
  if (threshold <= 0 || threshold === 1 || (rounded > 0 && rounded < 1)) return String(rounded)
  if (rounded === 0) return String(Number(threshold.toPrecision(2)))
  return String(Number(threshold.toFixed(Math.ceil(-Math.log10(1 - threshold)) + 1)))
}
