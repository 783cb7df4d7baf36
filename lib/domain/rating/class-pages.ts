import type { Answer } from '@/lib/domain/rating/answer'
import { markOf, type PictureMark, untappedAnswer } from '@/lib/domain/rating/grid-page'
import { picturesPerPage } from '@/lib/domain/rating/rating-limits'

/**
 * Splits rows into pages of one class each. `hasMore`: more rows follow, so that the last page may be incomplete; it is
 * omitted unless it is full or the only one.
 */
export function pagesOf<Row extends { classId: number }>(rows: readonly Row[], hasMore = false): Row[][] {
  const pages: Row[][] = []
  for (const row of rows) {
    const page = pages.at(-1)
    if (page && page.length < picturesPerPage && page[0]!.classId === row.classId) page.push(row)
    else pages.push([row])
  }
  const isLastWhole = !hasMore || (pages.at(-1)?.length ?? 0) === picturesPerPage
  return isLastWhole || pages.length < 2 ? pages : pages.slice(0, -1)
}

/** Returns marks by candidate for storage, without unmarked pictures. */
export function keptMarks(candidateIds: readonly number[], marks: readonly PictureMark[]): Record<string, Answer> {
  const entries = candidateIds.flatMap((id, position) => {
    const mark = marks[position] ?? null
    return mark === null ? [] : [[id, mark] as const]
  })
  return Object.fromEntries(entries)
}

/** Returns marks by position. A page that has changed keeps those of pictures it still shows. */
export const marksOf = (candidateIds: readonly number[], kept: Readonly<Record<string, Answer>>): PictureMark[] =>
  candidateIds.map((id) => markOf(kept[id]))

export interface SeenPictures {
  shownMs: readonly number[]
  failed: readonly number[] | null
}

/** Returns a page's submission: every picture that could be seen, those without a mark as the rest. */
export function submittedPictures(
  candidateIds: readonly number[],
  marks: readonly PictureMark[],
  { shownMs, failed }: SeenPictures,
) {
  return candidateIds.flatMap((candidateId, position) => {
    if (failed?.includes(position)) return []
    const mark = marks[position] ?? null
    const answer = mark ?? untappedAnswer('yes')
    return [{ candidateId, position, answer, isRest: mark === null, shownMs: shownMs[position] ?? 0 }]
  })
}
