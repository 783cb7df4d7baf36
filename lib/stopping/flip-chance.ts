/** Most votes to come, because all their 3^8 = 6,561 outcomes are enumerated. */
export const maxFutureVotes = 8

/** Probability that the votes to come change the decision. */
export type FlipChance = {
  /** P(the decision changes | the label holds), and given that it does not. */
  ifHolds: number
  ifNot: number
  /** Whether any votes to come could change the decision. */
  isPossible: boolean
}

/**
 * Enumerates the possible evidence of the votes to come, in nats, with its probability under both truths.
 *
 * The lists are built from the last vote to the first, so that a candidate's states share the work.
 * Cost: O(answers^votes) time per vote added and per state queried.
 */
export function futureVotes(answerCount: number) {
  const lists = Array.from({ length: maxFutureVotes + 1 }, (_, votes) => {
    const size = answerCount ** votes
    return { evidence: new Float64Array(size), ifHolds: new Float64Array(size), ifNot: new Float64Array(size) }
  })
  lists[0]!.ifHolds[0] = 1
  lists[0]!.ifNot[0] = 1
  return {
    /** Builds the list for `votes` votes: one by the rater whose matrix is at `row`, then the next shorter list. */
    add(votes: number, probability: Float64Array, row: number) {
      const shorter = lists[votes - 1]!
      const list = lists[votes]!
      const size = shorter.evidence.length
      for (let answer = 0; answer < answerCount; answer++) {
        const ifNot = probability[row + answer]!
        const ifHolds = probability[row + answerCount + answer]!
        const evidence = Math.log(ifHolds / ifNot)
        for (let at = 0; at < size; at++) {
          list.evidence[answer * size + at] = evidence + shorter.evidence[at]!
          list.ifHolds[answer * size + at] = ifHolds * shorter.ifHolds[at]!
          list.ifNot[answer * size + at] = ifNot * shorter.ifNot[at]!
        }
      }
    },
    chance(votes: number, logOdds: number, threshold: number): FlipChance {
      const list = lists[votes]!
      const isKept = logOdds >= threshold
      let ifHolds = 0
      let ifNot = 0
      let isPossible = false
      for (let at = 0; at < list.evidence.length; at++) {
        if (logOdds + list.evidence[at]! >= threshold === isKept) continue
        ifHolds += list.ifHolds[at]!
        ifNot += list.ifNot[at]!
        isPossible = true
      }
      return { ifHolds, ifNot, isPossible }
    },
  }
}

/** Returns the probability that the decision changes if the label holds with probability `holds`. */
export const chanceOfFlip = (holds: number, ifHolds: number, ifNot: number): number =>
  holds * ifHolds + (1 - holds) * ifNot

/** Returns the mean of all raters' matrices [2 * A], for votes of unknown raters. */
export function meanMatrix(probability: Float64Array, answerCount: number): Float64Array {
  const width = 2 * answerCount
  const mean = new Float64Array(width)
  for (let cell = 0; cell < probability.length; cell++) mean[cell % width]! += probability[cell]!
  return mean.map((sum) => (sum * width) / probability.length)
}

/**
 * Returns the lowest and highest evidence in nats that 0 to `maxVotes` further votes can add, each by another rater:
 * raters of `probability` [R * 2 * A], or any number of unknown ones with the matrix `mean` [2 * A].
 */
export function evidenceRange(
  { probability, mean }: { probability: Float64Array; mean: Float64Array },
  maxVotes: number,
): (readonly [least: number, most: number])[] {
  const answerCount = mean.length / 2
  const least: number[] = []
  const most: number[] = []
  const add = (matrices: Float64Array, row: number) => {
    let low = 0
    let high = 0
    for (let answer = 0; answer < answerCount; answer++) {
      const evidence = Math.log(matrices[row + answerCount + answer]! / matrices[row + answer]!)
      low = Math.min(low, evidence)
      high = Math.max(high, evidence)
    }
    least.push(low)
    most.push(high)
  }
  for (let row = 0; row < probability.length; row += mean.length) add(probability, row)
  for (let vote = 0; vote < maxVotes; vote++) add(mean, 0)
  least.sort((a, b) => a - b)
  most.sort((a, b) => b - a)
  let [lowest, highest] = [0, 0]
  return Array.from({ length: maxVotes + 1 }, (_, votes) => {
    if (votes > 0) {
      lowest += least[votes - 1]!
      highest += most[votes - 1]!
    }
    return [lowest, highest] as const
  })
}

/** Whether votes within the range of evidence could change a decision. */
export const isFlipPossible = (
  logOdds: number,
  threshold: number,
  [least, most]: readonly [least: number, most: number],
): boolean => (logOdds >= threshold ? logOdds + least < threshold : logOdds + most >= threshold)
