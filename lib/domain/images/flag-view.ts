/** Which flagged pictures a list shows. All of it stands in its address. */
export interface FlagView {
  isSettled: boolean
  /** A kind of flag, or `comment` for those with words of the rater's own; null: all. */
  kind: string | null
  /** From 1. */
  page: number
}

type AddressQuery = Record<string, string | string[] | undefined>

/** The view an address asks for. What it does not understand is left out. */
export function flagViewOf(query: AddressQuery, kinds: readonly string[]): FlagView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  const page = one('page') ?? ''
  return {
    isSettled: one('show') === 'settled',
    kind: [...kinds, 'comment'].find((kind) => kind === one('kind')) ?? null,
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function flagViewAddress({ isSettled, kind, page }: FlagView): string {
  const query = new URLSearchParams()
  if (isSettled) query.set('show', 'settled')
  if (kind !== null) query.set('kind', kind)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text && `?${text}`
}
