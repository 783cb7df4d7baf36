/** How many labels of one kind a test asked about, and on how many the rater was right; a maybe counts half. */
export interface KindScore {
  count: number
  right: number
}

/** A test with the share of a kind that is right below this passes whoever guesses. */
export const leastPassMark = 0.55

/**
 * What the simulation in lib/services/quality/test-simulation.test.ts found to be the shortest test that tells raters apart: someone right on
 * 85% of both kinds passes one attempt in more than 95% of cases; nobody who does not look passes in 5%.
 */
export const defaultTest = { testTasks: 20, passMark: 0.7, attempts: 2 } as const

/**
 * Whether a test is passed: on labels that hold and on labels that do not, each by itself. A test without labels of one
 * kind is not passed. score_qualification_test.sql decides the same; a database test compares the two.
 */
export const isTestPassed = (holds: KindScore, holdsNot: KindScore, passMark: number): boolean =>
  [holds, holdsNot].every(({ count, right }) => count > 0 && right >= passMark * count - 1e-9)

interface TestShape {
  /** Labels of each kind that one attempt asks about. */
  holds: number
  holdsNot: number
  passMark: number
}

/**
 * How likely somebody passes an attempt who is right on these shares of labels that hold and of labels that do not, each
 * label by itself, and who never says maybe: the product of two upper tails of the binomial distribution.
 */
export const passChance = (
  { holds, holdsNot, passMark }: TestShape,
  right: { holds: number; holdsNot: number },
): number => atLeast(holds, passMark, right.holds) * atLeast(holdsNot, passMark, right.holdsNot)

/** The chance that at least the share `mark` of `count` succeed, each with probability `right`. None succeed of none. */
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
