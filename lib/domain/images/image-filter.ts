import { type ImageFlagKind, imageFlagKinds } from './image-flag'

export const labelCounts = ['0', '1', '2', '2+', '3+'] as const
export type LabelCount = (typeof labelCounts)[number]

/** Where a class is looked for: among the labels kept, as the original label, or among all that was proposed. */
export const classPlaces = ['kept', 'original', 'proposed'] as const
export type ClassPlace = (typeof classPlaces)[number]

/** `any`: whatever the flag says; `comment`: with words of the rater's own. */
export const flagChoices = ['any', ...imageFlagKinds, 'comment'] as const
export type FlagChoice = ImageFlagKind | 'any' | 'comment'

/** By place in the project's files, most disagreement first, or nearest to the run's threshold first. */
export const imageOrders = ['position', 'disagreement', 'threshold'] as const
export type ImageOrder = (typeof imageOrders)[number]

/** Which images of a project a list shows. Everything a list depends on stands in its address. */
export interface ImageFilter {
  /** Null: the latest run. */
  run: number | null
  isChanged: boolean | null
  /** Number of labels kept; with a plus, that many or more. */
  labels: LabelCount | null
  classIndex: number | null
  classAs: ClassPlace
  isRated: boolean | null
  /** Both ends belong to it; at least one of the image's scores lies in it. */
  score: { low: number; high: number } | null
  /** At least so much: the greatest among the candidates of 1 less the share of the commonest answer. */
  disagreement: number | null
  /** At most so far from the threshold is the score that comes nearest to it. */
  margin: number | null
  /** Whom it was answered by. */
  rater: number | null
  flag: FlagChoice | null
  /** Whether experts answered about it. */
  isGolden: boolean | null
  isAdjudicated: boolean | null
  /** A model's name, and whether its first choice is none of the labels kept; both or neither. */
  model: string | null
  isWrong: boolean | null
  /** A part of the file name. */
  name: string
  order: ImageOrder
  /** From 1. */
  page: number
  /** The image whose detail is open. */
  image: number | null
}

export type AddressQuery = Record<string, string | string[] | undefined>

export const noImageFilter: ImageFilter = {
  run: null,
  isChanged: null,
  labels: null,
  classIndex: null,
  classAs: 'kept',
  isRated: null,
  score: null,
  disagreement: null,
  margin: null,
  rater: null,
  flag: null,
  isGolden: null,
  isAdjudicated: null,
  model: null,
  isWrong: null,
  name: '',
  order: 'position',
  page: 1,
  image: null,
}

const largestId = 2_147_483_647

function whole(text: string | undefined, least: number): number | null {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return null
  const value = Number(text)
  return value >= least && value <= largestId ? value : null
}

/** A number from 0 to 1 with at most six decimals, so that it is written back as it was read. */
function share(text: string | undefined): number | null {
  if (text === undefined || !/^(0|1|0?\.\d{1,6}|[01]\.\d{0,6})$/.test(text)) return null
  const value = Number(text)
  return value <= 1 ? value : null
}

/** "0.4-0.6", also "0.4-" and "-0.6". */
export function scoreRange(text: string | undefined): ImageFilter['score'] {
  const [from, to, ...more] = (text ?? '').split('-')
  if (to === undefined || more.length > 0 || (from === '' && to === '')) return null
  const [low, high] = [from === '' ? 0 : share(from), to === '' ? 1 : share(to)]
  return low !== null && high !== null && low <= high ? { low, high } : null
}

const yesNo = (text: string | undefined) => (text === 'yes' ? true : text === 'no' ? false : null)
const oneOf = <Word extends string>(words: readonly Word[], text: string | undefined): Word | null =>
  words.find((word) => word === text) ?? null
const words = (text: string | undefined) => (text ?? '').replaceAll('\0', '').trim().slice(0, 200).trim()

/** The filter an address asks for. What it does not understand is left out, so that an old link still opens. */
export function imageFilterOf(query: AddressQuery): ImageFilter {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  const model = words(one('model')) || null
  const isWrong = model === null ? null : yesNo(one('wrong'))
  const classIndex = whole(one('class'), 0)
  return {
    run: whole(one('run'), 1),
    isChanged: yesNo(one('changed')),
    labels: oneOf(labelCounts, one('labels')),
    classIndex,
    classAs: (classIndex !== null && oneOf(classPlaces, one('as'))) || 'kept',
    isRated: yesNo(one('rated')),
    score: scoreRange(one('score')),
    disagreement: share(one('disagree')),
    margin: share(one('near')),
    rater: whole(one('rater'), 0),
    flag: oneOf(flagChoices, one('flag')),
    isGolden: yesNo(one('golden')),
    isAdjudicated: yesNo(one('adjudicated')),
    model: isWrong === null ? null : model,
    isWrong,
    name: words(one('name')),
    order: oneOf(imageOrders, one('sort')) ?? 'position',
    page: whole(one('page'), 1) ?? 1,
    image: whole(one('image'), 0),
  }
}

/** The address of a filter, starting with `?`, or empty; reads back to the same filter. */
export function imageFilterAddress(filter: ImageFilter): string {
  const query = new URLSearchParams()
  const set = (key: string, value: string | number | null) => value !== null && query.set(key, String(value))
  const setYesNo = (key: string, value: boolean | null) => value !== null && query.set(key, value ? 'yes' : 'no')
  set('run', filter.run)
  setYesNo('changed', filter.isChanged)
  set('labels', filter.labels)
  set('class', filter.classIndex)
  if (filter.classIndex !== null && filter.classAs !== 'kept') set('as', filter.classAs)
  setYesNo('rated', filter.isRated)
  if (filter.score) set('score', `${filter.score.low}-${filter.score.high}`)
  set('disagree', filter.disagreement)
  set('near', filter.margin)
  set('rater', filter.rater)
  set('flag', filter.flag)
  setYesNo('golden', filter.isGolden)
  setYesNo('adjudicated', filter.isAdjudicated)
  if (filter.model !== null && filter.isWrong !== null) {
    set('model', filter.model)
    setYesNo('wrong', filter.isWrong)
  }
  if (filter.name !== '') set('name', filter.name)
  if (filter.order !== 'position') set('sort', filter.order)
  if (filter.page > 1) set('page', filter.page)
  set('image', filter.image)
  const text = query.toString()
  return text && `?${text}`
}

/** Whether anything is left out of the list. */
export function isFiltered(filter: ImageFilter): boolean {
  const { run, order, page, image } = noImageFilter
  return imageFilterAddress({ ...filter, run, order, page, image }) !== ''
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
