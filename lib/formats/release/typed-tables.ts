import { answers } from '@/lib/domain/rating/answer'
import { askedWord } from '@/lib/domain/rating/answer-mode'
import type { Blocks, SnapshotHead, SnapshotReads } from '../release-rows'
import type { LoadedSnapshot } from './loaded-snapshot'
import { knownNumber } from './release-format'
import { tableRows, typedTable } from './snapshot-table'

async function* withPosition<Row>(blocks: Blocks<Row>): Blocks<Row & { position: number }> {
  let position = 0
  for await (const block of blocks) yield block.map((row) => ({ ...row, position: position++ }))
}

const rowsAtOnce = 8_192

async function* indexBlocks(count: number): Blocks<number> {
  for (let from = 0; from < count; from += rowsAtOnce)
    yield Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, k) => from + k)
}

export const pairReads = { images: ['fileName'], candidates: ['image', 'classIndex'] } as const satisfies SnapshotReads

/** Returns the values that identify the pair of an answer. */
export async function pairValues(snapshot: LoadedSnapshot<SnapshotHead, typeof pairReads>) {
  const classOf = await snapshot.classOf()
  const images = await snapshot.images()
  const { image, classIndex } = await snapshot.candidates()
  return {
    image: ({ candidate }: { candidate: number }) => images[image[candidate]!]!.fileName,
    class_index: ({ candidate }: { candidate: number }) => classIndex[candidate]!,
    class_id: ({ candidate }: { candidate: number }) => classOf(classIndex[candidate]!).externalId,
  }
}

const labels = typedTable({
  columns: [
    { name: 'image', type: 'text', about: 'File name of the image.' },
    { name: 'rated', type: 'boolean', about: 'Whether raters were asked about the image.' },
    { name: 'width', type: 'int', isNullable: true, isInCsv: false, about: 'Width of the stored image in pixels.' },
    { name: 'height', type: 'int', isNullable: true, isInCsv: false, about: 'Height of the stored image in pixels.' },
    { name: 'sha256', type: 'text', isNullable: true, isInCsv: false, about: 'SHA-256 of the stored image, in hex.' },
    { name: 'credit', type: 'text', isNullable: true, isInCsv: false, about: 'Author of the image.' },
    { name: 'credit_url', type: 'text', isNullable: true, isInCsv: false, about: 'Source of the image.' },
    { name: 'license', type: 'text', isNullable: true, isInCsv: false, about: 'License of the image.' },
    { name: 'original_index', type: 'int', isNullable: true, about: 'Class index of the original label.' },
    { name: 'original_id', type: 'text', isNullable: true, about: 'Id of the original label’s class.' },
    { name: 'original_name', type: 'text', isNullable: true, about: 'Name of the original label’s class.' },
    { name: 'label_indices', type: 'int', isList: true, about: 'Class indices of the reassessed labels, ascending.' },
    { name: 'label_ids', type: 'text', isList: true, about: 'Ids of the labels’ classes.' },
    { name: 'label_names', type: 'text', isList: true, about: 'Names of the labels’ classes.' },
    { name: 'excluded', type: 'text', isNullable: true, about: 'Why the image is excluded; it has no labels then.' },
    { name: 'by_hand_indices', type: 'int', isList: true, about: 'Class indices set by hand, whether kept or not.' },
    {
      name: 'adjudicated_indices',
      type: 'int',
      isList: true,
      about: 'Class indices adjudicated, whether kept or not.',
    },
    {
      name: 'outside_list',
      type: 'int',
      isNullable: true,
      about: 'How many raters saw something in the image that is none of the classes.',
    },
  ],
  reads: {
    images: [
      ...(['fileName', 'contentHash', 'width', 'height', 'credit', 'creditUrl', 'license'] as const),
      ...(['original', 'labels', 'isRated'] as const),
    ],
  },
  open: async (snapshot) => {
    const classOf = await snapshot.classOf()
    const decided = await snapshot.decided()
    const excluded = await snapshot.excluded()
    const outsideList = await snapshot.outsideList()
    return tableRows(withPosition(snapshot.source.images()), {
      image: ({ fileName }) => fileName,
      rated: ({ isRated }) => isRated,
      width: ({ width }) => width,
      height: ({ height }) => height,
      sha256: ({ contentHash }) => contentHash,
      credit: ({ credit }) => credit,
      credit_url: ({ creditUrl }) => creditUrl,
      license: ({ license }) => license,
      original_index: ({ original }) => original,
      original_id: ({ original }) => (original === null ? null : classOf(original).externalId),
      original_name: ({ original }) => (original === null ? null : classOf(original).name),
      label_indices: ({ labels }) => labels,
      label_ids: ({ labels }) => labels.map((index) => classOf(index).externalId),
      label_names: ({ labels }) => labels.map((index) => classOf(index).name),
      by_hand_indices: ({ position }) => decided.indices(position, 'by-hand'),
      adjudicated_indices: ({ position }) => decided.indices(position, 'adjudicated'),
      excluded: ({ position }) => excluded.get(position) ?? null,
      outside_list: ({ position }) => outsideList(position),
    })
  },
})

const candidates = typedTable({
  columns: [
    { name: 'image', type: 'text', about: 'File name of the image.' },
    { name: 'class_index', type: 'int', about: 'Index of the proposed class.' },
    { name: 'class_id', type: 'text', isNullable: true, about: 'Id of the proposed class.' },
    { name: 'class_name', type: 'text', about: 'Name of the proposed class.' },
    { name: 'original', type: 'boolean', about: 'Whether it is the image’s original label.' },
    { name: 'kept', type: 'boolean', about: 'Whether it became a label.' },
    {
      name: 'score',
      type: 'float',
      isNullable: true,
      about: 'From 0 to 1, as the method gives it: the greater, the more likely the class is in the image.',
    },
    {
      name: 'calibrated',
      type: 'float',
      isNullable: true,
      about: 'Probability, 0 to 1, that the class is in the image, by the golden answers.',
    },
    { name: 'low', type: 'float', isNullable: true, about: 'Lower end of the score’s interval.' },
    { name: 'high', type: 'float', isNullable: true, about: 'Upper end of the score’s interval.' },
    { name: 'no', type: 'int', about: 'Votes for no.' },
    { name: 'maybe', type: 'int', about: 'Votes for maybe.' },
    { name: 'yes', type: 'int', about: 'Votes for yes.' },
    { name: 'models', type: 'text', isList: true, about: 'Models that proposed it, or whose predictions contain it.' },
    { name: 'decision', type: 'text', isNullable: true, about: 'adjudicated or by-hand where a person decided.' },
    { name: 'excluded', type: 'text', isNullable: true, about: 'Why the image is excluded; nothing is kept then.' },
    {
      name: 'evidence',
      type: 'int',
      isNullable: true,
      about: 'What the original label and the models say together, by its number in the class parameters.',
    },
    {
      name: 'golden',
      type: 'boolean',
      isNullable: true,
      about: 'The truth by the experts’ golden answers, if it fixed the score.',
    },
  ],
  reads: {
    images: ['fileName'],
    candidates: [
      ...(['image', 'classIndex', 'isOriginal', 'isKept', 'models'] as const),
      ...(['score', 'calibrated', 'low', 'high', 'evidence', 'golden'] as const),
    ],
  },
  open: async (snapshot) => {
    const classOf = await snapshot.classOf()
    const images = await snapshot.images()
    const from = await snapshot.candidates()
    const counts = await snapshot.voteCounts()
    const decided = await snapshot.decided()
    const excluded = await snapshot.excluded()
    return tableRows(indexBlocks(from.count), {
      image: (at) => images[from.image[at]!]!.fileName,
      class_index: (at) => from.classIndex[at]!,
      class_id: (at) => classOf(from.classIndex[at]!).externalId,
      class_name: (at) => classOf(from.classIndex[at]!).name,
      original: (at) => from.isOriginal[at] === 1,
      kept: (at) => from.isKept[at] === 1,
      score: (at) => knownNumber(from.score[at]!),
      calibrated: (at) => knownNumber(from.calibrated[at]!),
      low: (at) => knownNumber(from.low[at]!),
      high: (at) => knownNumber(from.high[at]!),
      no: (at) => counts[at * 3]!,
      maybe: (at) => counts[at * 3 + 1]!,
      yes: (at) => counts[at * 3 + 2]!,
      models: (at) => from.models[at]!,
      decision: (at) => decided.of(at),
      excluded: (at) => excluded.get(from.image[at]!) ?? null,
      evidence: (at) => knownNumber(from.evidence[at]!),
      golden: (at) => (from.golden[at]! < 0 ? null : from.golden[at] === 1),
    })
  },
})

const votes = typedTable({
  columns: [
    { name: 'image', type: 'text', about: 'File name of the image.' },
    { name: 'class_index', type: 'int', about: 'Index of the class that was asked about.' },
    { name: 'rater', type: 'int', about: 'Number of the rater in the project.' },
    {
      name: 'rater_kind',
      type: 'text',
      isNullable: true,
      about: 'Kind of rater: human, panel, imported or simulated.',
    },
    { name: 'answer', type: 'text', about: 'no, maybe or yes.' },
    { name: 'left_out', type: 'boolean', about: 'Whether the rater is excluded, so that the votes do not count.' },
    { name: 'task', type: 'int', about: 'Number of the task it was given in.' },
    { name: 'shown_at', type: 'int', isNullable: true, about: 'Position on the screen, from 0.' },
    {
      name: 'rest_no',
      type: 'boolean',
      about:
        'Whether it was given as the rest: by “Mark rest as no”, in a sweep, or on a page, where the rest may be yes.',
    },
    { name: 'image_shown_ms', type: 'int', isNullable: true, about: 'Milliseconds the picture had been shown.' },
    {
      name: 'asked',
      type: 'text',
      about:
        'One image: “image” (each candidate answered; also for imported votes, which do not say it), “sweep” (the rest taken as no) or “auto” (submitted by the last answer). One class with a page of images: “class” (the rest taken as no) or “class-tap-no” (what does not fit was tapped, the rest taken as yes).',
    },
    { name: 'page', type: 'int', isNullable: true, about: 'Number of that page.' },
    {
      name: 'language',
      type: 'text',
      isNullable: true,
      about: 'Further language in which the name was shown; null for the project’s own.',
    },
  ],
  reads: {
    ...pairReads,
    votes: ['task', 'shownAt', 'isRest', 'imageShownMs', 'page', 'mode', 'language'],
    raters: ['kind', 'isLeftOut'],
  },
  open: async (snapshot) => {
    const raters = await snapshot.raters()
    return tableRows(snapshot.source.votes(), {
      ...(await pairValues(snapshot)),
      rater: ({ rater }) => rater,
      rater_kind: ({ rater }) => raters.get(rater)?.kind ?? null,
      answer: ({ answer }) => answers[answer]!,
      left_out: ({ rater }) => raters.get(rater)?.isLeftOut ?? false,
      task: ({ task }) => task,
      shown_at: ({ shownAt }) => shownAt,
      rest_no: ({ isRest }) => isRest,
      image_shown_ms: ({ imageShownMs }) => imageShownMs,
      asked: askedWord,
      page: ({ page }) => page,
      language: ({ language }) => language,
    })
  },
})

const classes = typedTable({
  columns: [
    { name: 'class_index', type: 'int', about: 'Index of the class in the label files.' },
    { name: 'class_id', type: 'text', isNullable: true, about: 'Id of the class, such as a WordNet id.' },
    { name: 'name', type: 'text', about: 'Name of the class.' },
    { name: 'other_names', type: 'text', isList: true, about: 'Other names of the class.' },
    { name: 'gloss', type: 'text', isNullable: true, about: 'Description of the class.' },
    { name: 'path', type: 'text', isList: true, about: 'Names from the root of the hierarchy down to the class.' },
  ],
  reads: {},
  open: async (snapshot) =>
    tableRows(snapshot.source.classes(), {
      class_index: ({ index }) => index,
      class_id: ({ externalId }) => externalId,
      name: ({ name }) => name,
      other_names: ({ otherNames }) => otherNames,
      gloss: ({ gloss }) => gloss,
      path: ({ path }) => path,
    }),
})

/** The tables with a Parquet file, which Croissant and the Hugging Face folder describe. */
export const typedTables = { labels, candidates, votes, classes }

export type ReleaseTable = keyof typeof typedTables
