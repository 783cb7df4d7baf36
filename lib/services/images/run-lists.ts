import { type ImageScope, isNarrow } from '@/lib/db/images/image-filter-sql'
import { countImages, findImageAfter, type ListShape } from '@/lib/db/images/image-page-query'
import { imageAddress, showsAllByPosition, usesOnlyRunValues } from '@/lib/domain/images/image-filter'
import { largeProjectKey } from '@/lib/services/large-project'
import { memoize, shareRunning, waitAtMost } from '@/lib/services/memoize'

// A run never changes, so lists that depend on it alone are counted only once.
const totals = memoize<number>(2_000)
const runningCounts = shareRunning<number>()
const shapes = memoize<ListShape | null>(2_000)

type RunOfList = { id: number; createdAt: string } | null

/** Identifies a list that depends on its run alone; null for other lists, and for those whose scores must be read. */
function listKey(scope: ImageScope, run: RunOfList): string | null {
  if (!run || isNarrow(scope) || showsAllByPosition(scope.filter) || !usesOnlyRunValues(scope.filter)) return null
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

const listTotal = (scope: ImageScope, run: RunOfList, largeKey: string | null, count: typeof countImages) => {
  const key = listKey(scope, run)
  if (key !== null) return totals(key, () => count(scope))
  if (largeKey === null) return count(scope)
  const list = imageAddress.write({ ...scope.filter, page: 1, image: null })
  return runningCounts(`${largeKey} ${run?.id} ${list}`, () => count(scope))
}

/**
 * Counts the images of a list, each time unless the list depends on its run alone. In a large project, concurrent
 * requests share a count, unless an admin has changed something since it started.
 */
export const countList = async (scope: ImageScope, run: RunOfList, count = countImages): Promise<number> =>
  listTotal(scope, run, await largeProjectKey(scope.projectId), count)

/** If the count of a list in a large project takes longer than this, the list is shown before its total. */
const waitMs = 50

/** Does the same, but returns null if it takes long in a large project. The count goes on, for others to share. */
export async function countListIfQuick(scope: ImageScope, run: RunOfList, count = countImages): Promise<number | null> {
  const largeKey = await largeProjectKey(scope.projectId)
  const total = listTotal(scope, run, largeKey, count)
  return largeKey === null ? total : waitAtMost(total, waitMs)
}

/** Null if the list is empty or its images are counted each time. */
export async function keptShape(scope: ImageScope, run: RunOfList): Promise<ListShape | null> {
  const key = listKey(scope, run)
  if (key === null) return null
  return shapes(`${key} ${scope.filter.order}`, async () => {
    const total = await totals(key, () => countImages(scope))
    const middle = await findImageAfter(scope, Math.floor(total / 2))
    return middle && { total, ...middle }
  })
}
