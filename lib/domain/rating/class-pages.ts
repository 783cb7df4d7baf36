import type { Answer } from '@/lib/domain/rating/answer'
import { markOf, type PictureMark, picturesPerPage, restAnswer } from '@/lib/domain/rating/grid-page'

/**
 * Rows in their order as pages of one class each. `hasMore`: there are more rows behind these, so that the last page may not
 * be whole, and is left out unless it is full or the only one.
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

/** Marks by candidate, as they are kept; pictures without one are left out. */
export function keptMarks(candidateIds: readonly number[], marks: readonly PictureMark[]): Record<string, Answer> {
  const entries = candidateIds.flatMap((id, position) => {
    const mark = marks[position] ?? null
    return mark === null ? [] : [[id, mark] as const]
  })
  return Object.fromEntries(entries)
}

/** Marks by position from marks, or answers, by candidate: a page that has changed since keeps those of pictures it still has. */
export const marksOf = (candidateIds: readonly number[], kept: Readonly<Record<string, Answer>>): PictureMark[] =>
  candidateIds.map((id) => markOf(kept[id]))

export interface SeenPictures {
  shownMs: readonly number[]
  /** Positions of pictures that could not be loaded. */
  failed: readonly number[] | null
}

/** What is submitted of a page: every picture that could be seen, where those without a mark are the rest. */
export function submittedPictures(
  candidateIds: readonly number[],
  marks: readonly PictureMark[],
  { shownMs, failed }: SeenPictures,
) {
  return candidateIds.flatMap((candidateId, position) => {
    if (failed?.includes(position)) return []
    const mark = marks[position] ?? null
    const answer = mark ?? restAnswer('yes')
    return [{ candidateId, position, answer, isRest: mark === null, shownMs: shownMs[position] ?? 0 }]
  })
}
