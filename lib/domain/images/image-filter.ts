import {
  type AddressField,
  addressView,
  decimal,
  id,
  maybeName,
  maybeOneOf,
  numberIn,
  oneOf,
  pageNumber,
  words,
  yesNo,
} from '@/lib/domain/address-view'
import { imageFlagKinds } from './image-flag'

export const labelCounts = ['0', '1', '2', '2+', '3+'] as const
export type LabelCount = (typeof labelCounts)[number]

/** Where a class is looked for: among the labels kept, as the original label, or among all that was proposed. */
export const classPlaces = ['kept', 'original', 'proposed'] as const
export type ClassRole = (typeof classPlaces)[number]

/** `any`: whatever the flag says; `comment`: with words of the rater's own. */
export const flagChoices = ['any', ...imageFlagKinds, 'comment'] as const

/** By place in the project's files, most disagreement first, or nearest to the run's threshold first. */
export const imageOrders = ['position', 'disagreement', 'threshold'] as const
export type ImageOrder = (typeof imageOrders)[number]

/** "0.4-0.6", also "0.4-" and "-0.6". */
export function scoreRange(text: string): { low: number; high: number } | null {
  const [from, to, ...more] = text.split('-')
  if (to === undefined || more.length > 0 || (from === '' && to === '')) return null
  const [low, high] = [from === '' ? 0 : numberIn(from!, 0, 1), to === '' ? 1 : numberIn(to, 0, 1)]
  return low !== null && high !== null && low <= high ? { low, high } : null
}

const score: AddressField<{ low: number; high: number } | null> = {
  initial: null,
  read: scoreRange,
  write: ({ low, high }) => `${low}-${high}`,
}

/** Which images of a project a list shows. */
export const imageAddress = addressView(
  {
    /** Null: the latest run. */
    run: id('run', 1),
    isChanged: yesNo('changed'),
    /** Number of labels kept; with a plus, that many or more. */
    labels: maybeOneOf(labelCounts),
    classIndex: id('class'),
    classAs: oneOf(classPlaces, 'kept', 'as'),
    isRated: yesNo('rated'),
    /** Both ends belong to it; at least one of the image's scores lies in it. */
    score,
    /** At least so much: the greatest among the candidates of 1 less the share of the commonest answer. */
    disagreement: decimal('disagree'),
    /** At most so far from the threshold is the score that comes nearest to it. */
    margin: decimal('near'),
    /** Whom it was answered by. */
    rater: id(),
    flag: maybeOneOf(flagChoices),
    /** Whether experts answered about it. */
    isGolden: yesNo('golden'),
    isAdjudicated: yesNo('adjudicated'),
    isExcluded: yesNo('excluded'),
    /** Whether one of its candidates was sent to experts and is not decided. */
    isSent: yesNo('sent'),
    /** A model's name, and whether its first choice is none of the labels kept; both or neither. */
    model: maybeName(),
    isWrong: yesNo('wrong'),
    /** A part of the file name. */
    name: words(),
    order: oneOf(imageOrders, 'position', 'sort'),
    page: pageNumber(),
    /** The image whose detail is open. */
    image: id(),
  },
  (filter) => ({
    ...filter,
    classAs: filter.classIndex === null ? 'kept' : filter.classAs,
    ...((filter.model === null || filter.isWrong === null) && { model: null, isWrong: null }),
  }),
)
export type ImageFilter = typeof imageAddress.initial

/** Whether anything is left out of the list. */
export function isFiltered(filter: ImageFilter): boolean {
  const { run, order, page, image } = imageAddress.initial
  return imageAddress.write({ ...filter, run, order, page, image }) !== ''
}

/** Whether a list shows all images in the order of the files. */
export const showsAllByPosition = (filter: ImageFilter): boolean => !isFiltered(filter) && filter.order === 'position'

/** Whether which images a list shows, of those of a run, follows from what the run says of each. */
export const isOfRunAlone = (filter: ImageFilter): boolean => {
  const { isChanged, isRated, labels, disagreement, margin, score } = imageAddress.initial
  return !isFiltered({ ...filter, isChanged, isRated, labels, disagreement, margin, score })
}

/** What of a filter holds before anything has been aggregated: nothing is kept, changed or scored then. */
export const withoutRun = (filter: ImageFilter): ImageFilter => ({
  ...filter,
  isChanged: null,
  labels: null,
  classAs: filter.classAs === 'kept' ? (filter.classIndex === null ? 'kept' : 'original') : filter.classAs,
  score: null,
  disagreement: null,
  margin: null,
  model: null,
  isWrong: null,
  order: 'position',
})

/** Whether a filter asks for what is kept with an image since this is recorded: how far its raters differ. */
export const asksForDoubt = ({ disagreement, margin, order }: ImageFilter) =>
  disagreement !== null || margin !== null || order !== 'position'
