import { canonicalJson } from '@/lib/domain/canonical-json'
import { answers } from '@/lib/domain/rating/answer'
import { csvField, csvLine, csvList } from '../csv'
import type { ReleaseClass, SnapshotReads } from '../release-rows'
import { type CandidateColumns, candidatesByImage } from './candidate-columns'
import { knownNumber, type SnapshotWriting, snapshotFormat, textBytes, yesOrNo } from './release-format'
import { pairFields, pairReads, votesCsv } from './votes-csv'

export const labelsCsvColumns = [
  'image',
  'rated',
  'original_index',
  'original_id',
  'original_name',
  'label_indices',
  'label_ids',
  'label_names',
  'by_hand_indices',
  'adjudicated_indices',
  'excluded',
  'outside_list',
] as const

const labelReads = { images: ['fileName', 'isRated', 'original', 'labels'] } as const satisfies SnapshotReads

/** One line per image. Lists are JSON lists. */
async function* labelLines({ snapshot }: SnapshotWriting<typeof labelReads>) {
  const classOf = await snapshot.classOf()
  const decided = await snapshot.decided()
  const excluded = await snapshot.excluded()
  const outsideList = await snapshot.outsideList()
  let position = 0
  yield csvLine(labelsCsvColumns)
  for await (const block of snapshot.source.images()) {
    for (const { fileName, isRated, original, labels } of block) {
      const first = original === null ? null : classOf(original)
      const classes = labels.map(classOf)
      yield csvLine([
        ...[fileName, yesOrNo(isRated), original, first?.externalId ?? null, first?.name ?? null],
        ...[csvList(labels), csvList(classes.map(({ externalId }) => externalId)), csvList(classes.map(nameOf))],
        ...[csvList(decided.indices(position, 'by-hand')), csvList(decided.indices(position, 'adjudicated'))],
        ...[excluded.get(position) ?? null, outsideList(position)],
      ])
      position++
    }
  }
}

const nameOf = ({ name }: ReleaseClass) => name

const wholeCandidates = [
  'image',
  'classIndex',
  'isOriginal',
  'isKept',
  'score',
  'calibrated',
  'low',
  'high',
  'models',
] as const
const labelJsonReads = { ...labelReads, candidates: wholeCandidates } as const satisfies SnapshotReads

async function* labelJsonLines({ snapshot }: SnapshotWriting<typeof labelJsonReads>) {
  const classOf = await snapshot.classOf()
  const candidates = await snapshot.candidates()
  const candidatesOf = candidatesByImage(candidates)
  const counts = await snapshot.voteCounts()
  const decided = await snapshot.decided()
  const excluded = await snapshot.excluded()
  const outsideList = await snapshot.outsideList()
  const named = (index: number) => {
    const { externalId, name } = classOf(index)
    return { index, id: externalId, name }
  }
  let position = 0
  for await (const block of snapshot.source.images()) {
    for (const { fileName, isRated, original, labels } of block) {
      const why = excluded.get(position) ?? null
      const raters = outsideList(position)
      const proposed = Array.from(candidatesOf(position++), (at) => ({
        ...named(candidates.classIndex[at]!),
        ...judged(candidates, counts, at),
        decision: decided.of(at),
      }))
      const line = {
        image: fileName,
        rated: isRated,
        original: original === null ? null : named(original),
        labels: labels.map(named),
        candidates: proposed,
        excluded: why,
        outside_list: raters,
      }
      yield `${JSON.stringify(line)}\n`
    }
  }
}

const judged = (candidates: CandidateColumns, counts: Uint32Array, at: number) => ({
  original: candidates.isOriginal[at] === 1,
  kept: candidates.isKept[at] === 1,
  score: knownNumber(candidates.score[at]!),
  calibrated: knownNumber(candidates.calibrated[at]!),
  low: knownNumber(candidates.low[at]!),
  high: knownNumber(candidates.high[at]!),
  votes: { no: counts[at * 3], maybe: counts[at * 3 + 1], yes: counts[at * 3 + 2] },
  models: candidates.models[at],
})

const classesCsvColumns = ['class_index', 'class_id', 'name', 'other_names', 'gloss', 'path'] as const

async function* classLines({ snapshot }: SnapshotWriting<SnapshotReads>) {
  yield csvLine(classesCsvColumns)
  for (const { index, externalId, name, otherNames, gloss, path } of await snapshot.classes())
    yield csvLine([index, externalId, name, csvList(otherNames), gloss, csvList(path)])
}

const candidatesCsvColumns = [
  ...['image', 'class_index', 'class_id', 'class_name', 'original', 'kept'],
  ...['score', 'calibrated', 'low', 'high', 'no', 'maybe', 'yes', 'models', 'decision', 'excluded'],
] as const

const candidateReads = { images: ['fileName'], candidates: wholeCandidates } as const satisfies SnapshotReads

async function* candidateLines({ snapshot }: SnapshotWriting<typeof candidateReads>) {
  const classOf = await snapshot.classOf()
  const images = await snapshot.images()
  const columns = await snapshot.candidates()
  const counts = await snapshot.voteCounts()
  const decided = await snapshot.decided()
  const excluded = await snapshot.excluded()
  yield csvLine(candidatesCsvColumns)
  for (let at = 0; at < columns.count; at++) {
    const { externalId, name } = classOf(columns.classIndex[at]!)
    yield csvLine([
      ...[images[columns.image[at]!]!.fileName, columns.classIndex[at]!, externalId, name],
      ...[yesOrNo(columns.isOriginal[at]!), yesOrNo(columns.isKept[at]!)],
      ...[columns.score[at]!, columns.calibrated[at]!, columns.low[at]!, columns.high[at]!],
      ...[counts[at * 3]!, counts[at * 3 + 1]!, counts[at * 3 + 2]!, csvList(columns.models[at]!), decided.of(at)],
      excluded.get(columns.image[at]!) ?? null,
    ])
  }
}

const decisionsCsvColumns = [
  ...['image', 'class_index', 'class_id', 'class_name', 'decision', 'applies'],
  ...['rater', 'reason', 'note', 'decided_at'],
] as const

const decisionReads = { images: ['fileName'] } as const satisfies SnapshotReads

/** One line per decided label, then one per excluded image, for formats without room for such marks. */
async function* decisionLines({ snapshot }: SnapshotWriting<typeof decisionReads>) {
  const classOf = await snapshot.classOf()
  const images = await snapshot.images()
  yield csvLine(decisionsCsvColumns)
  for (const one of (await snapshot.decided()).all) {
    const { externalId, name } = classOf(one.classIndex)
    yield csvLine([
      ...[images[one.image]!.fileName, one.classIndex, externalId, name, one.decision, yesOrNo(one.holds)],
      ...[one.rater, one.reason, one.note, one.decidedAt],
    ])
  }
  for (const [image, reason] of await snapshot.excluded())
    yield csvLine([images[image]!.fileName, null, null, null, 'excluded', null, null, null, reason, null])
}

const goldenCsvColumns = ['image', 'class_index', 'class_id', 'rater', 'expert', 'source', 'answer'] as const

const goldenReads = { ...pairReads, raters: ['isExpert'] } as const satisfies SnapshotReads

async function* goldenLines({ snapshot }: SnapshotWriting<typeof goldenReads>) {
  const pairs = await pairFields(snapshot)
  const raters = await snapshot.raters()
  yield csvLine(goldenCsvColumns)
  for await (const block of snapshot.source.golden())
    for (const { candidate, rater, source, answer } of block)
      yield `${pairs(candidate)},${rater},${yesOrNo(raters.get(rater)?.isExpert ?? false)},${csvField(source)},${answers[answer]}\n`
}

const ratersCsvColumns = ['rater', 'kind', 'expert', 'left_out', 'votes', 'parameters'] as const

const raterReads = {
  raters: ['kind', 'isExpert', 'isLeftOut', 'voteCount', 'parameters'],
} as const satisfies SnapshotReads

/** One line per rater, with the method's parameters as JSON. */
async function* raterLines({ snapshot }: SnapshotWriting<typeof raterReads>) {
  yield csvLine(ratersCsvColumns)
  for (const { rater, kind, isExpert, isLeftOut, voteCount, parameters } of (await snapshot.raters()).values())
    yield csvLine([
      ...[rater, kind, yesOrNo(isExpert), yesOrNo(isLeftOut), voteCount],
      parameters === null || parameters === undefined ? null : canonicalJson(parameters),
    ])
}

export const tableFiles = {
  'labels-csv': snapshotFormat({
    suffix: 'labels.csv',
    group: 'table',
    title: 'Labels (CSV)',
    about: 'One line per image: its original label and its reassessed labels, by index, id and name.',
    needsRun: true,
    reads: labelReads,
    write: (writing) => textBytes(labelLines(writing)),
  }),
  'labels-jsonl': snapshotFormat({
    suffix: 'labels.jsonl',
    group: 'table',
    title: 'Labels with their candidates (JSON Lines)',
    about: 'One line per image: original label, labels, and each candidate with its score, interval and vote counts.',
    needsRun: true,
    reads: labelJsonReads,
    write: (writing) => textBytes(labelJsonLines(writing)),
  }),
  'candidates-csv': snapshotFormat({
    suffix: 'candidates.csv',
    group: 'table',
    title: 'Candidates (CSV)',
    about:
      'One line per candidate: score with interval, whether it was kept, its votes, and the models that proposed it.',
    needsRun: true,
    reads: candidateReads,
    write: (writing) => textBytes(candidateLines(writing)),
  }),
  'votes-csv': votesCsv,
  'raters-csv': snapshotFormat({
    suffix: 'raters.csv',
    group: 'table',
    title: 'Raters (CSV)',
    about: 'One line per rater: number of votes, whether they count, and the estimated parameters.',
    needsRun: true,
    reads: raterReads,
    write: (writing) => textBytes(raterLines(writing)),
  }),
  'decisions-csv': snapshotFormat({
    suffix: 'decisions.csv',
    group: 'table',
    title: 'What people decided (CSV)',
    about:
      'One line per label that was adjudicated or set by hand, with who, when and why, and one per excluded image.',
    needsRun: true,
    reads: decisionReads,
    write: (writing) => textBytes(decisionLines(writing)),
  }),
  'golden-csv': snapshotFormat({
    suffix: 'golden.csv',
    group: 'table',
    title: 'Golden answers (CSV)',
    about: 'One line per golden answer, with its origin.',
    reads: goldenReads,
    write: (writing) => textBytes(goldenLines(writing)),
  }),
  'classes-csv': snapshotFormat({
    suffix: 'classes.csv',
    group: 'table',
    title: 'Classes (CSV)',
    about: 'One line per class: its index in the label files, id, names, description and position in the hierarchy.',
    reads: {},
    write: (writing) => textBytes(classLines(writing)),
  }),
} as const
