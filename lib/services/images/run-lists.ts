import { type ImageScope, isNarrow } from '@/lib/db/images/image-filter-sql'
import { countImages, findImageAfter, type ListShape } from '@/lib/db/images/image-page-query'
import { isOfRunAlone, showsAllByPosition } from '@/lib/domain/images/image-filter'
import { memoize } from '@/lib/services/memoize'

// A run never changes, so lists that depend on it alone are counted only once.
const totals = memoize<number>(2_000)
const shapes = memoize<ListShape | null>(2_000)

type RunOfList = { id: number; createdAt: string } | null

/** Identifies a list that depends on its run alone; null for other lists, and for those whose scores must be read. */
function listKey(scope: ImageScope, run: RunOfList): string | null {
  if (!run || isNarrow(scope) || showsAllByPosition(scope.filter) || !isOfRunAlone(scope.filter)) return null
  const { isChanged, isRated, labels, disagreement, margin, score } = scope.filter
  return JSON.stringify([
    scope.projectId,
    run.id,
    run.createdAt,
    isChanged,
    isRated,
    labels,
    disagreement,
    margin,
    score,
  ])
}

/** Null if the images of a list are counted each time. */
export async function keptTotal(scope: ImageScope, run: RunOfList): Promise<number | null> {
  const key = listKey(scope, run)
  return key === null ? null : totals(key, () => countImages(scope))
}

/** Null if the list is empty or its images are counted each time. */
export async function keptShape(scope: ImageScope, run: RunOfList): Promise<ListShape | null> {
  const key = listKey(scope, run)
  if (key === null) return null
  return shapes(`${key} ${scope.filter.order}`, async () => {
    const total = (await keptTotal(scope, run)) ?? 0
    const middle = await findImageAfter(scope, Math.floor(total / 2))
    return middle && { total, ...middle }
  })
}
