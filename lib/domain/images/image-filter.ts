import {
  type AddressField,
  addressView,
  decimal,
  id,
  numberIn,
  oneOf,
  optionalName,
  optionalOneOf,
  pageNumber,
  words,
  yesNo,
} from '@/lib/domain/address-view'
import { imageFlagKinds } from './image-flag'

export const labelCounts = ['0', '1', '2', '2+', '3+'] as const
export type LabelCount = (typeof labelCounts)[number]

/** Where to find a class without a run: among original labels or candidates. */
export const placesWithoutRun = ['original', 'proposed'] as const

/** The same with a run: also among its labels, and among original labels that it kept or dropped, or labels that it added. */
export const classPlaces = ['kept', ...placesWithoutRun, 'confirmed', 'lost', 'gained'] as const
export type ClassRole = (typeof classPlaces)[number]

const needsNoRun = (place: ClassRole) => placesWithoutRun.some((one) => one === place)

/** `any`: any kind of flag. `comment`: flags with a comment. */
export const flagChoices = ['any', ...imageFlagKinds, 'comment'] as const

/** By position, most disagreement first, or closest to the run's threshold first. */
export const imageOrders = ['position', 'disagreement', 'threshold'] as const
export type ImageOrder = (typeof imageOrders)[number]

/** Parses "0.4-0.6", "0.4-" or "-0.6". */
export function scoreRange(text: string): { low: number; high: number } | null {
  const [from, to, ...more] = text.split('-')
  if (to === undefined || more.length > 0 || (from === '' && to === '')) return null
  const [low, high] = [from === '' ? 0 : numberIn(from!, 0, 1), to === '' ? 1 : numberIn(to, 0, 1)]
  return low !== null && high !== null && low <= high ? { low, high } : null
}

const score: AddressField<{ low: number; high: number } | null> = {
  initial: null,
  expects: 'Enter a range of scores from 0 to 1, such as 0.4-0.6, 0.4- or -0.6.',
  read: scoreRange,
  write: ({ low, high }) => `${low}-${high}`,
}

export const imageAddress = addressView(
  {
    /** Null: the latest run. */
    run: id('run', 1),
    isChanged: yesNo('changed'),
    /** Number of labels. With a plus, at least that many. */
    labels: optionalOneOf(labelCounts),
    classIndex: id('class'),
    classAs: oneOf(classPlaces, 'kept', 'as'),
    isRated: yesNo('rated'),
    /** Inclusive range that contains at least one of the image's scores. */
    score,
    /** Minimum disagreement: 1 minus the share of the most frequent answer, maximized over the candidates. */
    disagreement: decimal('disagree'),
    /** Maximum distance to the threshold of the score closest to it. */
    margin: decimal('near'),
    rater: id(),
    flag: optionalOneOf(flagChoices),
    /** Whether experts have answered about it. */
    isGolden: yesNo('golden'),
    isAdjudicated: yesNo('adjudicated'),
    isExcluded: yesNo('excluded'),
    /** Whether one of its candidates was sent to experts and is not decided. */
    isSent: yesNo('sent'),
    /** A model, and whether its first choice is not among the labels. Both or neither are set. */
    model: optionalName(),
    isWrong: yesNo('wrong'),
    name: words(),
    order: oneOf(imageOrders, 'position', 'sort'),
    page: pageNumber(),
    image: id(),
  },
  (filter) => ({
    ...filter,
    classAs: filter.classIndex === null ? 'kept' : filter.classAs,
    ...((filter.model === null || filter.isWrong === null) && { model: null, isWrong: null }),
  }),
)
export type ImageFilter = typeof imageAddress.initial

export function isFiltered(filter: ImageFilter): boolean {
  const { run, order, page, image } = imageAddress.initial
  return imageAddress.write({ ...filter, run, order, page, image }) !== ''
}

export const showsAllByPosition = (filter: ImageFilter): boolean => !isFiltered(filter) && filter.order === 'position'

/** Whether the filter depends only on values that a run stores for each of its images. */
export const usesOnlyRunValues = (filter: ImageFilter): boolean => {
  const { isChanged, isRated, labels, disagreement, margin, score } = imageAddress.initial
  return !isFiltered({ ...filter, isChanged, isRated, labels, disagreement, margin, score })
}

/** Removes what needs a run, for projects that have none yet. */
export const withoutRun = (filter: ImageFilter): ImageFilter => ({
  ...filter,
  isChanged: null,
  labels: null,
  classAs: filter.classIndex === null || needsNoRun(filter.classAs) ? filter.classAs : 'original',
  score: null,
  disagreement: null,
  margin: null,
  model: null,
  isWrong: null,
  order: 'position',
})

/** Whether the filter needs stored disagreement, which older runs do not have. */
export const needsDisagreement = ({ disagreement, margin, order }: ImageFilter) =>
  disagreement !== null || margin !== null || order !== 'position'
