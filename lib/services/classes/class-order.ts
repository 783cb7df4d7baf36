import type { ClassFigures, ClassRow } from '@/lib/contracts/classes/class'
import type { ClassColumn, ClassView } from '@/lib/domain/classes/class-view'

const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)

/** What a column sorts by; null where it is not known. Shares sort by the share, not by the number behind it. */
const values: Record<ClassColumn, (row: ClassRow) => number | string | null> = {
  index: ({ index }) => index,
  name: ({ name }) => name,
  original: ({ figures }) => figures?.originalCount ?? null,
  kept: ({ figures }) => figures?.keptCount ?? null,
  changed: ofFigures(({ changedCount, ratedCount }) => share(changedCount, ratedCount)),
  lost: ofFigures(({ ratedCount, confirmedCount }) => share(ratedCount - confirmedCount, ratedCount)),
  gained: ofFigures(({ keptCount, confirmedCount }) => share(keptCount - confirmedCount, keptCount)),
  alpha: ({ alpha }) => alpha?.value ?? null,
  votes: ofFigures(({ noCount, maybeCount, yesCount }) => noCount + maybeCount + yesCount),
  models: ofFigures(({ rightCount, firstCount }) => share(rightCount, firstCount)),
}

function ofFigures(value: (figures: ClassFigures) => number | null) {
  return ({ figures }: ClassRow) => figures && value(figures)
}

/** The order a view asks for. What is not known comes last in both directions, and the index decides between equals. */
export function classOrder({ order, isDescending }: ClassView) {
  const sign = isDescending ? -1 : 1
  const sorted = values[order]
  return (one: ClassRow, other: ClassRow): number => {
    const [a, b] = [sorted(one), sorted(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null) || one.index - other.index
    const compared = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b), 'en') : a - b
    return sign * compared || one.index - other.index
  }
}
