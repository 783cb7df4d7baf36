import { answers } from '@/lib/domain/rating/answer'
import { askedWord } from '@/lib/domain/rating/answer-mode'
import type { Blocks, SnapshotHead, SnapshotReads } from '../release-rows'
import type { LoadedSnapshot } from './loaded-snapshot'
import { knownNumber } from './release-format'
import { type TableColumn, tableRows, typedTable } from './snapshot-table'

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

/** A column of a table. Its type ends in `?` if cells may be null, and in `[]` if they are lists. */
const column = <const Name extends string>(
  name: Name,
  type: `${TableColumn['type']}${'' | '?' | '[]'}`,
  about: string,
  where?: 'only in Parquet',
): TableColumn & { name: Name } => ({
  ...{ name, about, type: type.replace(/\W+$/, '') as TableColumn['type'] },
  ...{ isNullable: type.endsWith('?'), isList: type.endsWith('[]'), isInCsv: where === undefined },
})

const labels = typedTable({
  columns: [
    column('image', 'text', 'File name of the image.'),
    column('rated', 'boolean', 'Whether raters were asked about the image.'),
    column('width', 'int?', 'Width of the stored image in pixels.', 'only in Parquet'),
    column('height', 'int?', 'Height of the stored image in pixels.', 'only in Parquet'),
    column('sha256', 'text?', 'SHA-256 of the stored image, in hex.', 'only in Parquet'),
    column('credit', 'text?', 'Author of the image.', 'only in Parquet'),
    column('credit_url', 'text?', 'Source of the image.', 'only in Parquet'),
    column('license', 'text?', 'License of the image.', 'only in Parquet'),
    column('original_index', 'int?', 'Class index of the original label.'),
    column('original_id', 'text?', 'Id of the original label’s class.'),
    column('original_name', 'text?', 'Name of the original label’s class.'),
    column('label_indices', 'int[]', 'Class indices of the reassessed labels, ascending.'),
    column('label_ids', 'text[]', 'Ids of the labels’ classes.'),
    column('label_names', 'text[]', 'Names of the labels’ classes.'),
    column('excluded', 'text?', 'Why the image is excluded; it has no labels then.'),
    column('by_hand_indices', 'int[]', 'Class indices set by hand, whether kept or not.'),
    column('adjudicated_indices', 'int[]', 'Class indices adjudicated, whether kept or not.'),
    column('outside_list', 'int?', 'How many raters saw something in the image that is none of the classes.'),
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
    column('image', 'text', 'File name of the image.'),
    column('class_index', 'int', 'Index of the proposed class.'),
    column('class_id', 'text?', 'Id of the proposed class.'),
    column('class_name', 'text', 'Name of the proposed class.'),
    column('original', 'boolean', 'Whether it is the image’s original label.'),
    column('kept', 'boolean', 'Whether it became a label.'),
    column(
      'score',
      'float?',
      'From 0 to 1, as the method gives it: the greater, the more likely the class is in the image.',
    ),
    column('calibrated', 'float?', 'Probability, 0 to 1, that the class is in the image, by the golden answers.'),
    column('low', 'float?', 'Lower end of the score’s interval.'),
    column('high', 'float?', 'Upper end of the score’s interval.'),
    column('no', 'int', 'Votes for no.'),
    column('maybe', 'int', 'Votes for maybe.'),
    column('yes', 'int', 'Votes for yes.'),
    column('models', 'text[]', 'Models that proposed it, or whose predictions contain it.'),
    column('decision', 'text?', 'adjudicated or by-hand where a person decided.'),
    column('excluded', 'text?', 'Why the image is excluded; nothing is kept then.'),
    column(
      'evidence',
      'int?',
      'What the original label and the models say together, by its number in the class parameters.',
    ),
    column('golden', 'boolean?', 'The truth by the experts’ golden answers, if it fixed the score.'),
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
    column('image', 'text', 'File name of the image.'),
    column('class_index', 'int', 'Index of the class that was asked about.'),
    column('rater', 'int', 'Number of the rater in the project.'),
    column('rater_kind', 'text?', 'Kind of rater: human, panel, imported or simulated.'),
    column('answer', 'text', 'no, maybe or yes.'),
    column('left_out', 'boolean', 'Whether the rater is excluded, so that the votes do not count.'),
    column('task', 'int', 'Number of the task it was given in.'),
    column('shown_at', 'int?', 'Position on the screen, from 0.'),
    column(
      'rest_no',
      'boolean',
      'Whether it was given as the rest: by “Mark rest as no”, in a sweep, or on a page, where the rest may be yes.',
    ),
    column('image_shown_ms', 'int?', 'Milliseconds the picture had been shown.'),
    column(
      'asked',
      'text',
      'One image: “image” (each candidate answered; also for imported votes, which do not say it), “sweep” (the rest taken as no) or “auto” (submitted by the last answer). One class with a page of images: “class” (the rest taken as no) or “class-tap-no” (what does not fit was tapped, the rest taken as yes).',
    ),
    column('page', 'int?', 'Number of that page.'),
    column('language', 'text?', 'Further language in which the name was shown; null for the project’s own.'),
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
    column('class_index', 'int', 'Index of the class in the label files.'),
    column('class_id', 'text?', 'Id of the class, such as a WordNet id.'),
    column('name', 'text', 'Name of the class.'),
    column('other_names', 'text[]', 'Other names of the class.'),
    column('gloss', 'text?', 'Description of the class.'),
    column('path', 'text[]', 'Names from the root of the hierarchy down to the class.'),
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
