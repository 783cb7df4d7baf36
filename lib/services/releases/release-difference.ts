import type { ComparedRater, ReleaseDifference } from '@/lib/contracts/releases/release-comparison'
import type { ReleaseImage } from '@/lib/contracts/releases/release-rows'
import type { ReleaseRater, ReleaseSource } from '@/lib/formats/release-rows'

type ReleaseLabelChange = Omit<ReleaseDifference, 'imageId'>

export interface ReleaseDifferences {
  changes: ReleaseLabelChange[]
  imageCount: number
  newImages: number
  goneImages: number
  classes: { index: number; name: string; gained: number; lost: number }[]
  raters: ComparedRater[]
}

type PositionedImage = { position: number; image: ReleaseImage }

/** Image positions and class indices are integers below 2^26. */
const keyOf = (image: number, classIndex: number) => image * 67_108_864 + classIndex

async function imagesByName(source: ReleaseSource): Promise<Map<string, PositionedImage>> {
  const found = new Map<string, PositionedImage>()
  let index = 0
  for await (const block of source.images())
    for (const image of block) found.set(image.fileName, { position: index++, image })
  return found
}

async function classNames(...sources: ReleaseSource[]): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  for (const source of sources)
    for await (const block of source.classes()) for (const one of block) names.set(one.index, one.name)
  return names
}

function changesOfImage(
  before: ReleaseImage,
  after: ReleaseImage,
  names: ReadonlyMap<number, string>,
): ReleaseLabelChange[] {
  const gained = after.labels.filter((label) => !before.labels.includes(label))
  const lost = before.labels.filter((label) => !after.labels.includes(label))
  const { fileName, contentHash, credit, license } = after
  return [...gained, ...lost].map((classIndex) => ({
    ...{ fileName, contentHash, credit, license, classIndex },
    className: names.get(classIndex) ?? String(classIndex),
    isOriginal: after.original === classIndex,
    change: gained.includes(classIndex) ? 'gained' : 'lost',
    ...{ scoreA: null, scoreB: null, votesA: [0, 0, 0], votesB: [0, 0, 0] },
  }))
}

/** Finds the labels that differ between two releases, on images in both, matched by name. */
async function changedLabels(a: ReleaseSource, b: ReleaseSource) {
  const before = await imagesByName(a)
  const names = await classNames(a, b)
  const changes: ReleaseLabelChange[] = []
  const inA = new Map<number, ReleaseLabelChange>()
  const inB = new Map<number, ReleaseLabelChange>()
  let newImages = 0
  let imageCount = 0
  for (const [fileName, { position, image }] of await imagesByName(b)) {
    const old = before.get(fileName)
    if (!old) {
      newImages++
      continue
    }
    before.delete(fileName)
    const ofImage = changesOfImage(old.image, image, names)
    if (ofImage.length > 0) imageCount++
    for (const change of ofImage) {
      changes.push(change)
      inA.set(keyOf(old.position, change.classIndex), change)
      inB.set(keyOf(position, change.classIndex), change)
    }
  }
  return { changes, inA, inB, imageCount, newImages, goneImages: before.size }
}

async function changedCandidates(
  source: ReleaseSource,
  changed: ReadonlyMap<number, ReleaseLabelChange>,
  score: 'scoreA' | 'scoreB',
): Promise<Map<number, ReleaseLabelChange>> {
  const found = new Map<number, ReleaseLabelChange>()
  if (changed.size === 0) return found
  let index = 0
  for await (const block of source.candidates()) {
    for (const candidate of block) {
      const change = changed.get(keyOf(candidate.image, candidate.classIndex))
      if (change) {
        change[score] = candidate.score
        found.set(index, change)
      }
      index++
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
  for await (const block of source.raters()) for (const rater of block) found.set(rater.rater, rater)
  return found
}

function stateOf(before: ReleaseRater | undefined, after: ReleaseRater | undefined): ComparedRater['state'] {
  if (after?.isLeftOut && !before?.isLeftOut) return 'excluded'
  if ((before?.voteCount ?? 0) === 0) return 'new'
  return (after?.voteCount ?? 0) === 0 ? 'gone' : 'stays'
}

/** Ranks raters by how much they changed, to show the largest changes first. */
const weightOf = (rater: ComparedRater) =>
  (rater.state === 'stays' ? 0 : 10) +
  Math.abs((rater.skillB ?? 0) - (rater.skillA ?? 0)) +
  Math.abs(rater.votesB - rater.votesA) / Math.max(1, rater.votesA, rater.votesB)

/**
 * Compares two releases by their own parts. Each part is read once, a block at a time; only the images of the first
 * release and the differing labels are kept in memory.
 */
export async function releaseDifferences(a: ReleaseSource, b: ReleaseSource): Promise<ReleaseDifferences> {
  const { changes, inA, inB, ...counts } = await changedLabels(a, b)
  const candidatesA = await changedCandidates(a, inA, 'scoreA')
  const candidatesB = await changedCandidates(b, inB, 'scoreB')
  await votesOnChanges(a, candidatesA, 'votesA')
  const onChanges = await votesOnChanges(b, candidatesB, 'votesB')
  const raters = comparedRaters(await ratersOf(a), await ratersOf(b), onChanges)
  return { changes: changes.sort(mostChangedFirst), ...counts, classes: changedClasses(changes), raters }
}

type ChangeVotes = ReadonlyMap<number, { votes: number; votesFor: number }>

/** Counts the votes of a release on each change, and by rater how many of them are for it. */
async function votesOnChanges(
  source: ReleaseSource,
  candidates: ReadonlyMap<number, ReleaseLabelChange>,
  votes: 'votesA' | 'votesB',
): Promise<ChangeVotes> {
  const byRater = new Map<number, { votes: number; votesFor: number }>()
  if (candidates.size === 0) return byRater
  for await (const block of source.votes())
    for (const { candidate, answer, rater } of block) {
      const change = candidates.get(candidate)
      if (!change) continue
      change[votes][answer]!++
      const known = byRater.get(rater) ?? { votes: 0, votesFor: 0 }
      known.votes++
      if (answer === (change.change === 'gained' ? 2 : 0)) known.votesFor++
      byRater.set(rater, known)
    }
  return byRater
}

type Raters = ReadonlyMap<number, ReleaseRater>

function comparedRaters(before: Raters, after: Raters, onChanges: ChangeVotes): ComparedRater[] {
  const raters = [...new Set([...before.keys(), ...after.keys()])].map((rater): ComparedRater => {
    const [old, now] = [before.get(rater), after.get(rater)]
    const changed = onChanges.get(rater)
    return {
      raterId: rater,
      kind: (now ?? old)?.kind ?? 'human',
      state: stateOf(old, now),
      votesA: old?.voteCount ?? 0,
      votesB: now?.voteCount ?? 0,
      skillA: old ? skillOf(old) : null,
      skillB: now ? skillOf(now) : null,
      changedVotes: changed?.votes ?? 0,
      changedVotesFor: changed?.votesFor ?? 0,
    }
  })
  return raters
    .filter(({ votesA, votesB }) => votesA > 0 || votesB > 0)
    .sort((one, other) => weightOf(other) - weightOf(one) || one.raterId - other.raterId)
}

function mostChangedFirst(one: ReleaseLabelChange, other: ReleaseLabelChange): number {
  const moved = ({ scoreA, scoreB }: ReleaseLabelChange) =>
    scoreA === null || scoreB === null ? Number.POSITIVE_INFINITY : Math.abs(scoreB - scoreA)
  const [first, second] = [moved(one), moved(other)]
  if (first !== second) return second > first ? 1 : -1
  if (one.fileName !== other.fileName) return one.fileName < other.fileName ? -1 : 1
  return one.classIndex - other.classIndex
}

function changedClasses(changes: readonly ReleaseLabelChange[]): ReleaseDifferences['classes'] {
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
