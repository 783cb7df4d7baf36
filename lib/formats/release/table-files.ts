import { canonicalJson } from '@/lib/domain/canonical-json'
import { answers } from '@/lib/domain/rating/answer'
import type { SnapshotReads } from '../release-rows'
import { type CandidateColumns, candidatesByImage } from './loaded-snapshot'
import { knownNumber, type SnapshotWriting, snapshotFormat, textBytes } from './release-format'
import { csvFile, parquetFile, tableRows } from './snapshot-table'
import { pairReads, pairValues, typedTables } from './typed-tables'

const labelJsonReads = {
  images: ['fileName', 'isRated', 'original', 'labels'],
  candidates: typedTables.candidates.reads.candidates,
} as const satisfies SnapshotReads

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

/** One line per decided label, then one per excluded image, for formats without room for such marks. */
const decisionsCsv = csvFile({
  suffix: 'decisions.csv',
  title: 'What people decided (CSV)',
  about: 'One line per label that was adjudicated or set by hand, with who, when and why, and one per excluded image.',
  needsRun: true,
  reads: { images: ['fileName'] },
  open: async (snapshot) => {
    const classOf = await snapshot.classOf()
    const images = await snapshot.images()
    const excluded = Array.from(await snapshot.excluded(), ([image, reason]) => ({
      ...{ image, decision: 'excluded', note: reason },
      ...{ classIndex: null, holds: null, rater: null, reason: null, decidedAt: null },
    }))
    return tableRows([[...(await snapshot.decided()).all, ...excluded]], {
      image: ({ image }) => images[image]!.fileName,
      class_index: ({ classIndex }) => classIndex,
      class_id: ({ classIndex }) => (classIndex === null ? null : classOf(classIndex).externalId),
      class_name: ({ classIndex }) => (classIndex === null ? null : classOf(classIndex).name),
      decision: ({ decision }) => decision,
      applies: ({ holds }) => holds,
      rater: ({ rater }) => rater,
      reason: ({ reason }) => reason,
      note: ({ note }) => note,
      decided_at: ({ decidedAt }) => decidedAt,
    })
  },
})

const goldenCsv = csvFile({
  suffix: 'golden.csv',
  title: 'Golden answers (CSV)',
  about: 'One line per golden answer, with its origin.',
  reads: { ...pairReads, raters: ['isExpert'] },
  open: async (snapshot) => {
    const raters = await snapshot.raters()
    return tableRows(snapshot.source.golden(), {
      ...(await pairValues(snapshot)),
      rater: ({ rater }) => rater,
      expert: ({ rater }) => raters.get(rater)?.isExpert ?? false,
      source: ({ source }) => source,
      answer: ({ answer }) => answers[answer]!,
    })
  },
})

/** One line per rater, with the method's parameters as JSON. */
const ratersCsv = csvFile({
  suffix: 'raters.csv',
  title: 'Raters (CSV)',
  about: 'One line per rater: number of votes, whether they count, and the estimated parameters.',
  needsRun: true,
  reads: { raters: ['kind', 'isExpert', 'isLeftOut', 'voteCount', 'parameters'] },
  open: async (snapshot) =>
    tableRows([[...(await snapshot.raters()).values()]], {
      rater: ({ rater }) => rater,
      kind: ({ kind }) => kind,
      expert: ({ isExpert }) => isExpert,
      left_out: ({ isLeftOut }) => isLeftOut,
      votes: ({ voteCount }) => voteCount,
      parameters: ({ parameters }) =>
        parameters === null || parameters === undefined ? null : canonicalJson(parameters),
    }),
})

const notStored =
  'There are no class parameters: the method estimates none, or an older version of Reassess aggregated or published.'

/** One class per line. Names every key, because the database does not keep their order. */
async function* classParametersTexts({ snapshot }: SnapshotWriting<Record<string, never>>) {
  const { method } = snapshot.head
  const parameters = await snapshot.source.classParameters()
  if (!parameters) {
    yield `${JSON.stringify({ method, classes: null, note: notStored })}\n`
    return
  }
  const classOf = await snapshot.classOf()
  const { candidateCounts, classes } = parameters
  const sources = parameters.sources.map(({ name, yes }) => ({ name, yes }))
  const head = JSON.stringify({ method, sources, candidates_per_image: candidateCounts })
  yield `${head.slice(0, -1)},"classes":[`
  for (const [at, { classIndex, share, factors, evidence }] of classes.entries()) {
    const { externalId, name } = classOf(classIndex)
    const line = { class_index: classIndex, class_id: externalId, class_name: name, share, factors, evidence }
    yield `${at === 0 ? '' : ','}\n${JSON.stringify(line)}`
  }
  yield '\n]}\n'
}

const { labels, candidates, votes, classes } = typedTables

export const tableFiles = {
  'labels-csv': csvFile({
    ...labels,
    suffix: 'labels.csv',
    title: 'Labels (CSV)',
    about: 'One line per image: its original label and its reassessed labels, by index, id and name.',
    needsRun: true,
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
  'candidates-csv': csvFile({
    ...candidates,
    suffix: 'candidates.csv',
    title: 'Candidates (CSV)',
    about:
      'One line per candidate: score with interval, whether it was kept, its votes, and the models that proposed or predict it.',
    needsRun: true,
    revision: 1,
  }),
  'votes-csv': csvFile({
    ...votes,
    suffix: 'votes.csv',
    title: 'Votes (CSV)',
    about: 'One line per vote, with the rater’s number in the project.',
    marksExcludedRaters: true,
  }),
  'raters-csv': ratersCsv,
  'class-parameters': snapshotFormat({
    suffix: 'class-parameters.json',
    group: 'table',
    title: 'Class parameters (JSON)',
    about: 'What the method estimated about classes and evidence: with the votes and the raters, every score follows.',
    needsRun: true,
    reads: {},
    write: (writing) => textBytes(classParametersTexts(writing)),
  }),
  'decisions-csv': decisionsCsv,
  'golden-csv': goldenCsv,
  'classes-csv': csvFile({
    ...classes,
    suffix: 'classes.csv',
    title: 'Classes (CSV)',
    about: 'One line per class: its index in the label files, id, names, description and position in the hierarchy.',
  }),
  'labels-parquet': parquetFile({
    ...labels,
    suffix: 'labels.parquet',
    title: 'Labels (Parquet)',
    about: 'One row per image, with its labels as lists.',
    needsRun: true,
  }),
  'candidates-parquet': parquetFile({
    ...candidates,
    suffix: 'candidates.parquet',
    title: 'Candidates (Parquet)',
    about: 'One row per candidate, as in the CSV file of candidates.',
    needsRun: true,
    revision: 1,
  }),
  'votes-parquet': parquetFile({
    ...votes,
    suffix: 'votes.parquet',
    title: 'Votes (Parquet)',
    about: 'One row per vote, as in the CSV file of votes.',
    marksExcludedRaters: true,
  }),
  'classes-parquet': parquetFile({
    ...classes,
    suffix: 'classes.parquet',
    title: 'Classes (Parquet)',
    about: 'One row per class, as in the CSV file of classes.',
  }),
} as const
