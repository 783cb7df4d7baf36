import type { ComparedRater, ReleaseDifference } from '@/lib/contracts/releases/release'
import type {
  ReleaseCandidate,
  ReleaseClass,
  ReleaseImage,
  ReleaseRater,
  ReleaseSource,
} from '@/lib/formats/release-rows'

/** A label that one of two releases keeps and the other does not. */
export type LabelChange = Omit<ReleaseDifference, 'imageId'>

export interface ReleaseDifferences {
  changes: LabelChange[]
  imageCount: number
  newImages: number
  goneImages: number
  classes: { index: number; name: string; gained: number; lost: number }[]
  raters: ComparedRater[]
}

async function* rows<Row>(blocks: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[], void, undefined> {
  yield* blocks
}

type Place = { place: number; image: ReleaseImage }

/** The key of a label within one release: images and class indices are whole numbers below two to the 26. */
const keyOf = (image: number, classIndex: number) => image * 67_108_864 + classIndex

/** The labels that differ between two releases, on images that both hold; images are the same if their names are. */
async function changedLabels(a: ReleaseSource, b: ReleaseSource) {
  const before = new Map<string, Place>()
  let place = 0
  for await (const block of rows(a.images()))
    for (const image of block) before.set(image.fileName, { place: place++, image })
  const names = new Map<number, string>()
  for (const source of [a, b])
    for await (const block of rows<ReleaseClass>(source.classes()))
      for (const one of block) names.set(one.index, one.name)
  const changes: LabelChange[] = []
  const inA = new Map<number, LabelChange>()
  const inB = new Map<number, LabelChange>()
  let newImages = 0
  let imageCount = 0
  place = -1
  for await (const block of rows(b.images())) {
    for (const image of block) {
      place++
      const old = before.get(image.fileName)
      if (!old) {
        newImages++
        continue
      }
      before.delete(image.fileName)
      const gained = image.labels.filter((label) => !old.image.labels.includes(label))
      const lost = old.image.labels.filter((label) => !image.labels.includes(label))
      if (gained.length + lost.length > 0) imageCount++
      for (const classIndex of [...gained, ...lost]) {
        const { fileName, contentHash, credit, license } = image
        const change: LabelChange = {
          ...{ fileName, contentHash, credit, license, classIndex },
          className: names.get(classIndex) ?? String(classIndex),
          isOriginal: image.original === classIndex,
          change: gained.includes(classIndex) ? 'gained' : 'lost',
          ...{ scoreA: null, scoreB: null, votesA: [0, 0, 0], votesB: [0, 0, 0] },
        }
        changes.push(change)
        inA.set(keyOf(old.place, classIndex), change)
        inB.set(keyOf(place, classIndex), change)
      }
    }
  }
  return { changes, inA, inB, imageCount, newImages, goneImages: before.size }
}

/** Candidates of labels that changed, by their place; each is told its score. */
async function changedCandidates(
  source: ReleaseSource,
  changed: ReadonlyMap<number, LabelChange>,
  tell: (change: LabelChange, candidate: ReleaseCandidate) => void,
): Promise<Map<number, LabelChange>> {
  const found = new Map<number, LabelChange>()
  if (changed.size === 0) return found
  let place = 0
  for await (const block of rows(source.candidates())) {
    for (const candidate of block) {
      const change = changed.get(keyOf(candidate.image, candidate.classIndex))
      if (change) {
        tell(change, candidate)
        found.set(place, change)
      }
      place++
    }
  }
  return found
}

const skillOf = ({ parameters }: ReleaseRater): number | null => {
  const skill = (parameters as { skill?: unknown } | null)?.skill
  return typeof skill === 'number' ? skill : null
}

async function ratersOf(source: ReleaseSource): Promise<Map<number, ReleaseRater>> {
  const found = new Map<number, ReleaseRater>()
  for await (const block of rows(source.raters())) for (const rater of block) found.set(rater.rater, rater)
  return found
}

function stateOf(before: ReleaseRater | undefined, after: ReleaseRater | undefined): ComparedRater['state'] {
  if (after?.isLeftOut && !before?.isLeftOut) return 'left-out'
  if ((before?.voteCount ?? 0) === 0) return 'new'
  return (after?.voteCount ?? 0) === 0 ? 'gone' : 'stays'
}

/** How much a rater's part changed, for the order in which they are shown. */
const weightOf = (rater: ComparedRater) =>
  (rater.state === 'stays' ? 0 : 10) +
  Math.abs((rater.skillB ?? 0) - (rater.skillA ?? 0)) +
  Math.abs(rater.votesB - rater.votesA) / Math.max(1, rater.votesA, rater.votesB)

/**
 * What differs between two releases, from their own parts alone: labels, classes, and whose votes and parameters. Each part
 * is read once, a block at a time; what is kept is the images of the first and the labels that differ.
 */
export async function releaseDifferences(a: ReleaseSource, b: ReleaseSource): Promise<ReleaseDifferences> {
  const { changes, inA, inB, ...counts } = await changedLabels(a, b)
  const candidatesA = await changedCandidates(a, inA, (change, { score }) => {
    change.scoreA = score
  })
  const candidatesB = await changedCandidates(b, inB, (change, { score }) => {
    change.scoreB = score
  })
  const onChanges = new Map<number, { votes: number; votesFor: number }>()
  if (candidatesA.size > 0)
    for await (const block of rows(a.votes()))
      for (const { candidate, answer } of block) {
        const change = candidatesA.get(candidate)
        if (change) change.votesA[answer]++
      }
  if (candidatesB.size > 0)
    for await (const block of rows(b.votes()))
      for (const { candidate, answer, rater } of block) {
        const change = candidatesB.get(candidate)
        if (!change) continue
        change.votesB[answer]++
        const known = onChanges.get(rater) ?? { votes: 0, votesFor: 0 }
        known.votes++
        if (answer === (change.change === 'gained' ? 2 : 0)) known.votesFor++
        onChanges.set(rater, known)
      }
  const [before, after] = [await ratersOf(a), await ratersOf(b)]
  const raters = [...new Set([...before.keys(), ...after.keys()])].flatMap((rater): ComparedRater[] => {
    const [old, now] = [before.get(rater), after.get(rater)]
    const either = now ?? old
    if (!either || ((old?.voteCount ?? 0) === 0 && (now?.voteCount ?? 0) === 0)) return []
    const changed = onChanges.get(rater)
    return [
      {
        rater,
        kind: either.kind,
        state: stateOf(old, now),
        votesA: old?.voteCount ?? 0,
        votesB: now?.voteCount ?? 0,
        skillA: old ? skillOf(old) : null,
        skillB: now ? skillOf(now) : null,
        changedVotes: changed?.votes ?? 0,
        changedVotesFor: changed?.votesFor ?? 0,
      },
    ]
  })
  raters.sort((one, other) => weightOf(other) - weightOf(one) || one.rater - other.rater)
  const moved = ({ scoreA, scoreB }: LabelChange) =>
    scoreA === null || scoreB === null ? Number.POSITIVE_INFINITY : Math.abs(scoreB - scoreA)
  const order = (one: LabelChange, other: LabelChange) => {
    const [first, second] = [moved(one), moved(other)]
    if (first !== second) return second > first ? 1 : -1
    return one.fileName < other.fileName ? -1 : one.fileName > other.fileName ? 1 : one.classIndex - other.classIndex
  }
  return { changes: changes.sort(order), ...counts, classes: changedClasses(changes), raters }
}

function changedClasses(changes: readonly LabelChange[]): ReleaseDifferences['classes'] {
  const classes = new Map<number, ReleaseDifferences['classes'][number]>()
  for (const { classIndex: index, className: name, change } of changes) {
    const known = classes.get(index) ?? { index, name, gained: 0, lost: 0 }
    known[change]++
    classes.set(index, known)
  }
  return [...classes.values()].sort(
    (one, other) => other.gained + other.lost - one.gained - one.lost || one.index - other.index,
  )
}
