import { type Db, prisma } from '@/lib/db/client'
import { type ImageScope, isNarrow } from '@/lib/db/images/image-filter-sql'
import { countImages, findImageAfter, type ListShape } from '@/lib/db/images/image-page-query'
import { isOfRunAlone, showsAllByPosition } from '@/lib/domain/images/image-filter'
import { memoize } from '@/lib/services/memoize'

// What a run says of images never changes, so that a list of a million is counted once.
const totals = memoize<number>(2_000)
const shapes = memoize<ListShape | null>(2_000)

type RunOfList = { id: number; createdAt: string } | null

/** Names a list that follows from its run alone; null for others, and for those that scores must be read for. */
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

/** How many images a list has where that is kept; null where it is counted each time. */
export async function keptTotal(scope: ImageScope, run: RunOfList, db: Db = prisma): Promise<number | null> {
  const key = listKey(scope, run)
  return key === null ? null : totals(key, () => countImages(scope, db))
}

/** The shape of such a list in its order; null where it has none. */
export async function keptShape(scope: ImageScope, run: RunOfList, db: Db = prisma): Promise<ListShape | null> {
  const key = listKey(scope, run)
  if (key === null) return null
  return shapes(`${key} ${scope.filter.order}`, async () => {
    const total = (await keptTotal(scope, run, db)) ?? 0
    const middle = await findImageAfter(scope, Math.floor(total / 2), db)
    return middle && { total, ...middle }
  })
}
