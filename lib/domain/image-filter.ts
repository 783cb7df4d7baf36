/** Which images of a project a list shows. Everything a list depends on stands in its address. */
export interface ImageFilter {
  /** Null: the latest run. */
  run: number | null
  isChanged: boolean | null
  /** Number of labels kept; 3 means three or more. */
  labels: 0 | 1 | 2 | 3 | null
  classIndex: number | null
  /** Whether the class is looked for among the labels kept or is the original label. */
  classAs: 'kept' | 'original'
  isRated: boolean | null
  /** A part of the file name. */
  name: string
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
  name: '',
  page: 1,
  image: null,
}

const largestId = 2_147_483_647

function whole(text: string | undefined, least: number): number | null {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return null
  const value = Number(text)
  return value >= least && value <= largestId ? value : null
}

const yesNo = (text: string | undefined) => (text === 'yes' ? true : text === 'no' ? false : null)
const labelCounts = new Map<string | undefined, ImageFilter['labels']>([
  ['0', 0],
  ['1', 1],
  ['2', 2],
  ['3+', 3],
])

/** The filter an address asks for. What it does not understand is left out, so that an old link still opens. */
export function imageFilterOf(query: AddressQuery): ImageFilter {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  return {
    run: whole(one('run'), 1),
    isChanged: yesNo(one('changed')),
    labels: labelCounts.get(one('labels')) ?? null,
    classIndex: whole(one('class'), 0),
    classAs: one('as') === 'original' ? 'original' : 'kept',
    isRated: yesNo(one('rated')),
    name: (one('name') ?? '').replaceAll('\0', '').trim().slice(0, 200),
    page: whole(one('page'), 1) ?? 1,
    image: whole(one('image'), 0),
  }
}

/** The address of a filter, starting with `?`, or empty; reads back to the same filter. */
export function imageFilterAddress(filter: ImageFilter): string {
  const query = new URLSearchParams()
  if (filter.run !== null) query.set('run', String(filter.run))
  if (filter.isChanged !== null) query.set('changed', filter.isChanged ? 'yes' : 'no')
  if (filter.labels !== null) query.set('labels', filter.labels === 3 ? '3+' : String(filter.labels))
  if (filter.classIndex !== null) query.set('class', String(filter.classIndex))
  if (filter.classIndex !== null && filter.classAs === 'original') query.set('as', 'original')
  if (filter.isRated !== null) query.set('rated', filter.isRated ? 'yes' : 'no')
  if (filter.name !== '') query.set('name', filter.name)
  if (filter.page > 1) query.set('page', String(filter.page))
  if (filter.image !== null) query.set('image', String(filter.image))
  const text = query.toString()
  return text && `?${text}`
}

/** Whether anything is left out of the list. */
export const isFiltered = (filter: ImageFilter) =>
  filter.isChanged !== null ||
  filter.labels !== null ||
  filter.classIndex !== null ||
  filter.isRated !== null ||
  filter.name !== ''
