/** `close`: one other answer would turn the majority, and no conclusion has settled it. */
export const goldenPairFilters = ['close', 'all', 'concluded'] as const
export type GoldenPairFilter = (typeof goldenPairFilters)[number]

export interface GoldenPairView {
  show: GoldenPairFilter
  page: number
  /** The pair whose discussion is open. */
  pair: { imageId: number; classId: number } | null
}

type AddressQuery = Record<string, string | string[] | undefined>

function pairOf(text: string | undefined): GoldenPairView['pair'] {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(text ?? '')
  return found && { imageId: Number(found[1]), classId: Number(found[2]) }
}

/** What an address asks to see of the disagreements; what it does not understand is left out. */
export function goldenPairViewOf(query: AddressQuery): GoldenPairView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  const page = one('page') ?? ''
  return {
    show: goldenPairFilters.find((filter) => filter === one('show')) ?? 'close',
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
    pair: pairOf(one('pair')),
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function goldenPairAddress({ show, page, pair }: GoldenPairView): string {
  const query = new URLSearchParams()
  if (show !== 'close') query.set('show', show)
  if (page > 1) query.set('page', String(page))
  if (pair) query.set('pair', `${pair.imageId}-${pair.classId}`)
  const text = query.toString()
  return text && `?${text}`
}
