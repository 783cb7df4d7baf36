import type { Role } from '@/lib/domain/permissions'
import { menuOf, type ProjectPage } from './project-pages'

export const searchHitKinds = ['page', 'project', 'class', 'image', 'rater'] as const
export type SearchHitKind = (typeof searchHitKinds)[number]

/** Returns how well a text matches, 0 best: equal, prefix, prefix of a word, substring. Null if it does not match. */
export function matchRank(text: string, typed: string): number | null {
  const [whole, part] = [text.toLowerCase(), typed.trim().toLowerCase()]
  const at = whole.indexOf(part)
  if (at < 0) return null
  if (at === 0) return whole.length === part.length ? 0 : 1
  return whole.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(part)) ? 2 : 3
}

const isOfWord = (rank: number | null): rank is number => rank !== null && rank < 3

/** Sorts groups of results by the best match of a title. Ties keep their order. */
export function byBestMatch<Group extends { items: ReadonlyArray<{ title: string }> }>(
  groups: readonly Group[],
  typed: string,
): Group[] {
  const best = ({ items }: Group) => Math.min(4, ...items.map(({ title }) => matchRank(title, typed) ?? 4))
  return [...groups].sort((one, other) => best(one) - best(other))
}

/** Parses "12", "#12" or "rater 12". The word before the number is its kind. */
export function parseSearchedNumber(typed: string): { number: number; kind: SearchHitKind | null } | null {
  const [, word, digits] = typed.trim().match(/^(?:(rater|image|class)\s*)?#?(\d{1,9})$/i) ?? []
  if (digits === undefined) return null
  return { number: Number(digits), kind: searchHitKinds.find((kind) => kind === word?.toLowerCase()) ?? null }
}

/** Returns pages of a role with a word that starts with the text (empty: all), best match first, then in menu order. */
export function searchPages(role: Role, typed: string): ProjectPage[] {
  return menuOf(role)
    .flatMap(({ pages }) => pages)
    .flatMap((page) => {
      // The name of the entry matches all of its pages. These and other names rank below pages that match themselves.
      const own = [page.title, page.tab ?? page.title].map((text) => matchRank(text, typed))
      const entry = matchRank(page.entry, typed)
      const others = (page.alsoFoundBy ?? []).map((text) => matchRank(text, typed))
      const ranks = [...own.filter(isOfWord), ...[entry, ...others].filter(isOfWord).map((rank) => rank + 4)]
      return ranks.length > 0 ? [{ page, rank: Math.min(...ranks) }] : []
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ page }) => page)
}
