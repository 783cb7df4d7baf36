/** How a simulated rater answers: for each truth (no, maybe, yes), the probability of each answer in the same order. */
export type ErrorRates = readonly [Row, Row, Row]
type Row = readonly [number, number, number]

/**
 * One answer of a simulated rater, 0 no, 1 maybe, 2 yes.
 * `truth` is 0, 1 or 2; `random` gives numbers in [0, 1). Rows of `rates` sum to 1.
 */
export function simulatedAnswer(rates: ErrorRates, truth: 0 | 1 | 2, random: () => number): 0 | 1 | 2 {
  const [no, maybe] = rates[truth]
  const u = random()
  if (u < no) return 0
  return u < no + maybe ? 1 : 2
}
