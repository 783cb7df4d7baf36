import { groupBy } from '../group-by'

const labelsPerTask = 8
/** Leaves room for as many labels that do not hold. */
const maxHolding = labelsPerTask / 2
/** With fewer labels that do not hold, the one that does would be easy to guess. */
const minHoldingNot = 2

/** Hashes a number to a uniformly distributed one, for an order that is unrelated to the order of import. */
export function spread(number: number): number {
  const once = Math.imul(number ^ (number >>> 16), 0x45d9f3b)
  const twice = Math.imul(once ^ (once >>> 16), 0x45d9f3b)
  return (twice ^ (twice >>> 16)) >>> 0
}

export interface KnownPair {
  candidateId: number
  imageId: number
  holds: boolean
}

type Label = Omit<KnownPair, 'imageId'>

const bySpread = <Pair extends Label>(pairs: readonly Pair[]) =>
  pairs.toSorted((a, b) => spread(a.candidateId) - spread(b.candidateId) || a.candidateId - b.candidateId)

export const hasBothKinds = (pairs: readonly Pick<Label, 'holds'>[]): boolean =>
  pairs.some(({ holds }) => holds) && pairs.some(({ holds }) => !holds)

/** Groups labels by image, in input order. */
export const byImage = <Pair extends { imageId: number }>(pairs: readonly Pair[]) =>
  groupBy(pairs, ({ imageId }) => imageId)

/**
 * Returns the tasks of a golden image, made from its labels with known truth: one, unless more labels hold than fit in
 * one task, in which case each task gets some of those that hold.
 *
 * Training asks about every label. In a test, a label that holds is accompanied by as many that do not, and at least
 * two. A gold question is filled up if there are no ordinary tasks that it must resemble (`goldQuestionPieces`).
 * Surplus labels that do not hold are asked in no task, because a task without any label that holds would be correct
 * with “no” to everything, and no answer is as frequent. A hash of the candidate id decides which ones are left over.
 */
export function controlTaskPieces<Pair extends Label>(
  pairs: readonly Pair[],
  kind: 'golden' | 'training' | 'test',
): Pair[][] {
  const holding = bySpread(pairs.filter(({ holds }) => holds))
  const others = bySpread(pairs.filter(({ holds }) => !holds))
  const forHolding = Math.ceil(holding.length / maxHolding)
  const count = Math.max(1, kind === 'training' ? Math.ceil(pairs.length / labelsPerTask) : forHolding)
  const pieces = Array.from({ length: count }, (_, piece) => holding.filter((_, index) => index % count === piece))
  let next = 0
  return pieces.map((held, piece) => {
    const wanted =
      kind === 'training'
        ? Math.ceil((others.length - next) / (count - piece))
        : Math.max(held.length, kind === 'test' ? minHoldingNot : labelsPerTask - held.length)
    const room = Math.min(wanted, labelsPerTask - held.length)
    const beside = others.slice(next, next + room)
    next += beside.length
    return [...held, ...beside]
  })
}

const oneLabel = <Pair extends Label>(pairs: readonly Pair[], holds: boolean): Pair[] =>
  bySpread(pairs.filter((pair) => pair.holds === holds)).slice(0, 1)

/**
 * Returns the tasks of a hidden golden image in the shape of an ordinary one. Half of the labels hold, as far as there
 * are enough, distributed over the tasks. `asksHolding` decides if there is room for only one label.
 */
export function goldQuestionPieces<Pair extends Label>(
  pairs: readonly Pair[],
  shape: readonly number[],
  asksHolding: boolean,
): Pair[][] {
  const total = shape.reduce((sum, size) => sum + size, 0)
  if (total === 1) {
    const wanted = oneLabel(pairs, asksHolding)
    return [wanted.length > 0 ? wanted : oneLabel(pairs, !asksHolding)]
  }
  const holding = bySpread(pairs.filter(({ holds }) => holds))
  const others = bySpread(pairs.filter(({ holds }) => !holds))
  const held = Math.min(holding.length, Math.max(Math.ceil(total / 2), total - others.length))
  const pieces: Pair[][] = shape.map(() => [])
  const roomiest = () =>
    pieces.reduce((best, piece, at) => (shape[at]! - piece.length > shape[best]! - pieces[best]!.length ? at : best), 0)
  for (const pair of holding.slice(0, held)) pieces[roomiest()]!.push(pair)
  for (const pair of others.slice(0, total - held)) pieces[roomiest()]!.push(pair)
  return pieces
}
