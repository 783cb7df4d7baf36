interface Wanted {
  change?: 'gained' | 'lost' | null
  classIndex?: number | null
  page?: number
}

/** The address of a comparison with something of it changed; what is left out stays, but for the page. */
export type ReleaseCompareAddress = (wanted: Wanted) => string

export const compareAddress =
  (slug: string, versions: { a: string; b: string }, now: Wanted, place: string): ReleaseCompareAddress =>
  (wanted) => {
    const query = new URLSearchParams(versions)
    const change = wanted.change === undefined ? now.change : wanted.change
    const classIndex = wanted.classIndex === undefined ? now.classIndex : wanted.classIndex
    if (change) query.set('change', change)
    if (classIndex !== null && classIndex !== undefined) query.set('class', String(classIndex))
    if (wanted.page && wanted.page > 1) query.set('page', String(wanted.page))
    // The list stands below what is the same on every page, so that turning one leads to it.
    return `/projects/${slug}/releases/compare?${query}#${place}`
  }
