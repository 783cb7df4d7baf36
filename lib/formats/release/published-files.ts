import { answers } from '@/lib/domain/rating/answer'
import { float64Array, int64Array, npzStream, type OutgoingArray, textArray } from '@/lib/formats/numpy/npz-writer'
import type { ReleaseGoldenAnswer, SnapshotHead, SnapshotReads } from '../release-rows'
import type { LoadedSnapshot } from './loaded-snapshot'
import { type FileBytes, type SnapshotWriting, snapshotFormat, textBytes } from './release-format'
import { pairReads } from './typed-tables'

/** Characters of a validation image's name, the width of the released array; longer names widen it. */
const releasedWidth = 28

const realJsonReads = { images: ['labels'] } as const satisfies SnapshotReads

/** The published form: a list with one list of class indices per image, formatted like Python's json. */
async function* realJsonTexts({ snapshot }: SnapshotWriting<typeof realJsonReads>) {
  yield '['
  let isFirst = true
  for await (const block of snapshot.source.images()) {
    for (const { labels } of block) {
      yield `${isFirst ? '' : ', '}[${labels.join(', ')}]`
      isFirst = false
    }
  }
  yield ']'
}

const labelsByFileReads = { images: ['fileName', 'isRated', 'labels'] } as const satisfies SnapshotReads

/**
 * Labels by image name: one object, one image per line, each class with index, id and name. The form is ours, so that
 * it can mark what a person decided, kept or rejected, and images that are excluded or unrated.
 */
async function* labelsByFileTexts({ snapshot }: SnapshotWriting<typeof labelsByFileReads>) {
  const classOf = await snapshot.classOf()
  const decided = await snapshot.decided()
  const excluded = await snapshot.excluded()
  let position = 0
  for await (const block of snapshot.source.images()) {
    for (const { fileName, isRated, labels } of block) {
      const here = decided.ofImage(position)
      const named = (index: number) => {
        const { externalId, name } = classOf(index)
        // An undefined value has no key.
        return { index, id: externalId, name, decision: here.find(({ classIndex }) => classIndex === index)?.decision }
      }
      const rejected = here.filter(({ holds }) => !holds).map(({ classIndex }) => named(classIndex))
      const entry = {
        labels: labels.map(named),
        rejected: rejected.length > 0 ? rejected : undefined,
        rated: isRated ? undefined : false,
        excluded: excluded.get(position),
      }
      yield `${position === 0 ? '{' : ','}\n${JSON.stringify(fileName)}: ${JSON.stringify(entry)}`
      position++
    }
  }
  yield position === 0 ? '{}\n' : '\n}\n'
}

type PairSnapshot = LoadedSnapshot<SnapshotHead, typeof pairReads>

const scoresReads = { ...pairReads, candidates: [...pairReads.candidates, 'score'] } as const satisfies SnapshotReads

/** `tensor` float64 [pairs] and `info` text [pairs, 2], for every candidate with a score. */
async function* scoresNpz({ snapshot }: SnapshotWriting<typeof scoresReads>): FileBytes {
  const { score } = await snapshot.candidates()
  const pairs = Array.from(score.keys()).filter((at) => !Number.isNaN(score[at]))
  const scores = Float64Array.from(pairs, (at) => score[at]!)
  yield* npzStream([float64Array('tensor', [scores.length], scores), await infoArray(snapshot, pairs)])
}

async function infoArray(snapshot: PairSnapshot, pairs: readonly number[]): Promise<OutgoingArray> {
  const images = await snapshot.images()
  const { image, classIndex } = await snapshot.candidates()
  const nameOf = (at: number) => images[image[at]!]!.fileName
  const width = pairs.reduce((widest, at) => Math.max(widest, [...nameOf(at)].length), releasedWidth)
  function* texts() {
    for (const at of pairs) {
      yield nameOf(at)
      yield String(classIndex[at])
    }
  }
  return textArray('info', [pairs.length, 2], width, texts())
}

interface PersonAnswers {
  /** The rater's number. */
  person: number
  /** Indices of the pairs in the file, and the answer to each. */
  pairs: number[]
  given: number[]
}

const pairsAtOnce = 4_096
const wholeZeros = new Uint8Array(pairsAtOnce * answers.length * Float64Array.BYTES_PER_ELEMENT)

/** One-hot over no, maybe and yes, person by person; three zeros if not asked. */
function* oneHotChunks(people: readonly PersonAnswers[], pairCount: number): Generator<Uint8Array> {
  const row = new Int8Array(pairCount)
  for (const { pairs, given } of people) {
    row.fill(-1)
    for (const [k, pair] of pairs.entries()) row[pair] = given[k]!
    for (let from = 0; from < pairCount; from += pairsAtOnce) {
      const count = Math.min(pairsAtOnce, pairCount - from)
      let values: Float64Array | null = null
      for (let pair = 0; pair < count; pair++) {
        const answer = row[from + pair]!
        if (answer < 0) continue
        // Chunks wait in the deflate queue, so a chunk with values is never reused.
        values ??= new Float64Array(count * answers.length)
        values[pair * answers.length + answer] = 1
      }
      const bytes = count * answers.length * Float64Array.BYTES_PER_ELEMENT
      yield values ? new Uint8Array(values.buffer) : wholeZeros.subarray(0, bytes)
    }
  }
}

async function oneHotFile(snapshot: PairSnapshot, pairs: readonly number[], people: readonly PersonAnswers[]) {
  const shape = [people.length, pairs.length, answers.length]
  const tensor = { name: 'tensor', dtype: '<f8', shape, itemSize: 8, chunks: () => oneHotChunks(people, pairs.length) }
  const ids = int64Array(
    'ids',
    [people.length],
    BigInt64Array.from(people, ({ person }) => BigInt(person)),
  )
  return npzStream([tensor, await infoArray(snapshot, pairs), ids])
}

const byPerson = (people: Map<number, PersonAnswers>) => [...people.values()].sort((a, b) => a.person - b.person)

function answersOf(people: Map<number, PersonAnswers>, person: number): PersonAnswers {
  const known = people.get(person)
  if (known) return known
  const added = { person, pairs: [], given: [] }
  people.set(person, added)
  return added
}

/**
 * Every vote: `tensor` float64 [raters, pairs, 3], `info` text [pairs, 2], `ids` int64 [raters]. Pairs are the
 * candidates with votes, in the order of the project's files; raters are those with votes, by number.
 */
async function* ratersNpz({ snapshot }: SnapshotWriting<typeof pairReads>): FileBytes {
  const counts = await snapshot.voteCounts()
  const { count } = await snapshot.candidates()
  const pairs: number[] = []
  const pairOf = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    if (counts[at * 3]! + counts[at * 3 + 1]! + counts[at * 3 + 2]! === 0) continue
    pairOf[at] = pairs.length
    pairs.push(at)
  }
  const people = new Map<number, PersonAnswers>()
  for await (const block of snapshot.source.votes()) {
    for (const { candidate, rater, answer } of block) {
      const theirs = answersOf(people, rater)
      theirs.pairs.push(pairOf[candidate]!)
      theirs.given.push(answer)
    }
  }
  yield* await oneHotFile(snapshot, pairs, byPerson(people))
}

const goldenReads = { ...pairReads, raters: ['isExpert'] } as const satisfies SnapshotReads

/** Golden answers of experts, or of all others, over the same pairs: every candidate with a golden answer. */
const goldenNpz = (isOfExperts: boolean) =>
  async function* ({ snapshot }: SnapshotWriting<typeof goldenReads>): FileBytes {
    const raters = await snapshot.raters()
    const golden = await snapshot.golden()
    const pairs = [...new Set(golden.map(({ candidate }) => candidate))].sort((a, b) => a - b)
    const pairOf = new Map(pairs.map((candidate, pair) => [candidate, pair]))
    const people = new Map<number, PersonAnswers>()
    for (const { candidate, rater, answer } of adjudicatedLast(golden)) {
      if ((raters.get(rater)?.isExpert ?? false) !== isOfExperts) continue
      const theirs = answersOf(people, rater)
      theirs.pairs.push(pairOf.get(candidate) ?? 0)
      theirs.given.push(answer)
    }
    yield* await oneHotFile(snapshot, pairs, byPerson(people))
  }

/** Puts adjudications last, so that they override earlier answers: they were given with knowledge of the others. */
const adjudicatedLast = (golden: readonly ReleaseGoldenAnswer[]) => [
  ...golden.filter(({ source }) => source !== 'adjudication'),
  ...golden.filter(({ source }) => source === 'adjudication'),
]

export const publishedFiles = {
  'real-json': snapshotFormat({
    suffix: 'real.json',
    group: 'published',
    title: 'Labels (real.json)',
    about: 'A JSON list with one list of class indices for each image, in the form of the published ReaL labels.',
    needsRun: true,
    reads: realJsonReads,
    write: (writing) => textBytes(realJsonTexts(writing)),
  }),
  'labels-by-file': snapshotFormat({
    suffix: 'labels-by-file.json',
    group: 'published',
    title: 'Labels by file name (JSON)',
    about: 'One JSON object: the name of each image with its labels by index, id and name, and what people decided.',
    needsRun: true,
    reads: labelsByFileReads,
    write: (writing) => textBytes(labelsByFileTexts(writing)),
  }),
  'scores-npz': snapshotFormat({
    suffix: 'scores.npz',
    group: 'published',
    title: 'Scores (numpy)',
    about: 'The score of each candidate, in the layout of the published scores.npz.',
    needsRun: true,
    reads: scoresReads,
    write: scoresNpz,
  }),
  'raters-npz': snapshotFormat({
    suffix: 'raters.npz',
    group: 'published',
    title: 'Votes (numpy)',
    about: 'All votes, one-hot over no, maybe and yes, in the layout of the published raters.npz.',
    reads: pairReads,
    write: ratersNpz,
  }),
  'golden-npz': snapshotFormat({
    suffix: 'golden.npz',
    group: 'published',
    title: 'Experts’ golden answers (numpy)',
    about: 'Experts’ answers and people’s decisions on golden candidates, in the layout of the published golden.npz.',
    reads: goldenReads,
    write: goldenNpz(true),
  }),
  'raters-golden-npz': snapshotFormat({
    suffix: 'raters_golden.npz',
    group: 'published',
    title: 'Raters’ golden answers (numpy)',
    about: 'Rater answers on golden candidates, in the layout of the published raters_golden.npz.',
    reads: goldenReads,
    write: goldenNpz(false),
  }),
} as const
