/** Labels of one kind in a test, and how many were answered correctly, a maybe counting half. */
export interface KindScore {
  count: number
  right: number
}

/** Below this share, guessing passes the test. */
export const minPassMark = 0.55

/**
 * The shortest test that tells raters apart in the simulation of lib/services/quality/test-simulation.test.ts: a rater
 * who is correct on 85% of both kinds passes one attempt with over 95% probability, and nobody who ignores the pictures
 * with 5%.
 */
export const defaultTest = { testTasks: 20, passMark: 0.7, attempts: 2 } as const

/**
 * Whether both kinds of labels, each by itself, reach the pass mark. A test without labels of one kind is not passed.
 * score_qualification_test.sql implements the same rule; a database test compares the two.
 */
export const isTestPassed = (holds: KindScore, holdsNot: KindScore, passMark: number): boolean =>
  [holds, holdsNot].every(({ count, right }) => count > 0 && right >= passMark * count - 1e-9)

interface TestShape {
  /** Labels of each kind per attempt. */
  holds: number
  holdsNot: number
  passMark: number
}

/**
 * Returns the probability of passing an attempt, given the rater's share correct on each kind of label, with
 * independent labels and no maybe: the product of two upper tails of the binomial distribution.
 */
export const passChance = (
  { holds, holdsNot, passMark }: TestShape,
  right: { holds: number; holdsNot: number },
): number => atLeast(holds, passMark, right.holds) * atLeast(holdsNot, passMark, right.holdsNot)

/** Returns P(X ≥ mark × count) for X ~ Binomial(count, right). 0 if `count` is 0. */
function atLeast(count: number, mark: number, right: number): number {
  if (count <= 0) return 0
  if (right <= 0) return mark <= 0 ? 1 : 0
  if (right >= 1) return 1
  const least = Math.ceil(mark * count - 1e-9)
  let sum = 0
  let logTerm = count * Math.log1p(-right)
  for (let hits = 0; hits <= count; hits++) {
    if (hits > 0) logTerm += Math.log((count - hits + 1) / hits) + Math.log(right) - Math.log1p(-right)
    if (hits >= least) sum += Math.exp(logTerm)
  }
  return Math.min(1, sum)
}
