interface Wanted {
  change?: 'gained' | 'lost' | null
  classIndex?: number | null
  page?: number
}

/** Returns the URL of a comparison with some parameters changed. The others stay, except the page. */
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
    // The anchor leads to the list, because the content above it is the same on every page.
    return `/projects/${slug}/releases/compare?${query}#${place}`
  }
