/** A task has at most so many labels. */
const labelsPerTask = 8
/** So many of them hold at most, so that as many can stand beside them that do not. */
const mostHolding = labelsPerTask / 2
/** Fewer labels that do not hold beside one that does would let guessers find it. */
const leastHoldingNot = 2

/** A number that follows from another and is spread evenly: an order that has nothing to do with what was imported when. */
export function spread(number: number): number {
  const once = Math.imul(number ^ (number >>> 16), 0x45d9f3b)
  const twice = Math.imul(once ^ (once >>> 16), 0x45d9f3b)
  return (twice ^ (twice >>> 16)) >>> 0
}

/** A pair whose truth is known. */
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

/** Labels by their image, in the order in which they come. */
export function byImage<Pair extends { imageId: number }>(pairs: readonly Pair[]): Map<number, Pair[]> {
  const images = new Map<number, Pair[]>()
  for (const pair of pairs) {
    const known = images.get(pair.imageId)
    if (known) known.push(pair)
    else images.set(pair.imageId, [pair])
  }
  return images
}

/**
 * The tasks that one golden image becomes, from its labels whose truth is known: one, unless more labels hold than fit in
 * one, and then every piece has some of those.
 *
 * Training asks about every label. In a test, a label that holds has as many beside it that do not, and at least two; a
 * gold question is filled, as long as there are no ordinary ones that it should look like (`shapedPieces`). Labels that do not hold and are left over are asked about
 * in no task: pieces without any label that holds would be right by “no” to everything, and no kind of answer is as
 * plentiful. Which ones stay is drawn, by a fixed number of each candidate.
 */
export function checkPieces<Pair extends Label>(
  pairs: readonly Pair[],
  kind: 'golden' | 'training' | 'test',
): Pair[][] {
  const holding = bySpread(pairs.filter(({ holds }) => holds))
  const others = bySpread(pairs.filter(({ holds }) => !holds))
  const forHolding = Math.ceil(holding.length / mostHolding)
  const count = Math.max(1, kind === 'training' ? Math.ceil(pairs.length / labelsPerTask) : forHolding)
  const pieces = Array.from({ length: count }, (_, piece) => holding.filter((_, index) => index % count === piece))
  let next = 0
  return pieces.map((held, piece) => {
    const wanted =
      kind === 'training'
        ? Math.ceil((others.length - next) / (count - piece))
        : Math.max(held.length, kind === 'test' ? leastHoldingNot : labelsPerTask - held.length)
    const room = Math.min(wanted, labelsPerTask - held.length)
    const beside = others.slice(next, next + room)
    next += beside.length
    return [...held, ...beside]
  })
}

/** Which kind of label an image with one name is asked about. */
const oneLabel = <Pair extends Label>(pairs: readonly Pair[], holds: boolean): Pair[] =>
  bySpread(pairs.filter((pair) => pair.holds === holds)).slice(0, 1)

/**
 * The tasks of one hidden golden image in the shape of an ordinary one: half of the labels hold, as far as there are, spread
 * over the tasks. `asksHolding` decides where there is room for one label alone.
 */
export function shapedPieces<Pair extends Label>(
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
