import { voteTable } from '@/lib/aggregation/vote-table'
import { type Agreement, agreementByStratum } from '@/lib/agreement/agreement-by-stratum'
import type { AgreementFigures } from '@/lib/contracts/agreement'
import type { PairVoteRow } from '@/lib/db/classes/class-pair-rows'
import { answers } from '@/lib/domain/rating/answer'
import { numbered } from '@/lib/numeric/numbered'
import { agreementFigures } from '@/lib/services/agreement/agreement-report-of'

export interface PairVoting {
  /** Counts of raters who answered both classes on an image: rows are answers on the first, columns on the second. */
  matrix: number[][]
  /** Images on which one rater said yes only to the first class and another only to the second, in vote order. */
  divided: number[]
  /** Null if no candidate has two votes. */
  agreement: { first: AgreementFigures | null; second: AgreementFigures | null; both: AgreementFigures | null }
}

const intervals = { seed: 1, replicates: 200 }

/** Compares votes on two classes. `votes` are grouped by image. */
export function pairVoting(votes: readonly PairVoteRow[]): PairVoting {
  const matrix = answers.map(() => answers.map(() => 0))
  const divided: number[] = []
  for (let from = 0, to = 0; from < votes.length; from = to) {
    while (to < votes.length && votes[to]!.imageId === votes[from]!.imageId) to++
    const both = answersToBoth(votes.slice(from, to))
    for (const [first, second] of both) matrix[first]![second]!++
    const isFirstAlone = both.some(([first, second]) => first === 2 && second < 2)
    const isSecondAlone = both.some(([first, second]) => second === 2 && first < 2)
    if (isFirstAlone && isSecondAlone) divided.push(votes[from]!.imageId)
  }
  return { matrix, divided, agreement: agreementOf(votes) }
}

/** Skips raters who answered only one of the classes. */
function answersToBoth(votes: readonly PairVoteRow[]): [first: number, second: number][] {
  const second = new Map(votes.filter(({ isSecond }) => isSecond).map(({ raterId, answer }) => [raterId, answer]))
  return votes.flatMap(({ raterId, isSecond, answer }): [number, number][] => {
    const other = second.get(raterId)
    return isSecond || other === undefined ? [] : [[answer, other]]
  })
}

function agreementOf(votes: readonly PairVoteRow[]): PairVoting['agreement'] {
  if (votes.length === 0) return { first: null, second: null, both: null }
  const images = numbered(votes.map(({ imageId }) => imageId))
  const raters = numbered(votes.map(({ raterId }) => raterId))
  const itemCount = 2 * images.size
  const table = voteTable({
    itemCount,
    raterCount: raters.size,
    answerCount: answers.length,
    item: votes.map(({ imageId, isSecond }) => 2 * (images.get(imageId) ?? 0) + Number(isSecond)),
    rater: votes.map(({ raterId }) => raters.get(raterId) ?? 0),
    answer: votes.map(({ answer }) => answer),
  })
  const itemCluster = Int32Array.from({ length: itemCount }, (_, item) => item >> 1)
  const options = { itemCluster, clusterCount: images.size, ...intervals }
  const itemStratum = Int32Array.from({ length: itemCount }, (_, item) => item & 1)
  const [first, second] = agreementByStratum(table, { ...options, itemStratum, stratumCount: 2 })
  const [both] = agreementByStratum(table, { ...options, itemStratum: new Int32Array(itemCount), stratumCount: 1 })
  return { first: figuresOf(first!), second: figuresOf(second!), both: figuresOf(both!) }
}

const figuresOf = (agreement: Agreement) => (agreement.pairCount > 0 ? agreementFigures(agreement) : null)
