/**
 * Returns the number that a text says in full, or NaN. A comma is neither dropped nor guessed at: "12,50" could mean
 * 12.5 or 1250.
 */
export const typedNumber = (text: string): number =>
  /^-?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : Number.NaN

/** Says what is wrong with a text for which `typedNumber` returns NaN. */
export const typedNumberProblem = (text: string) =>
  text.includes(',') ? 'Use a point for decimals, and no commas.' : 'Enter a number.'
