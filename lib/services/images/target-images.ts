import type { ImageTarget } from '@/lib/contracts/images/image-acts'
import { type Db, prisma } from '@/lib/db/client'
import { findKnownImageIds, findShownImageIds } from '@/lib/db/images/image-target-query'
import { imageAddress } from '@/lib/domain/images/image-filter'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { changeProject, type ProjectChange } from '@/lib/services/access/change-project'
import { wholeNumber } from '@/lib/wording/number'
import { imageScope } from './image-scope'

const images = (count: number) => `${wholeNumber(count, 'en')} ${count === 1 ? 'image' : 'images'}`

/** Throws AppError `conflict` if the images of a bulk action are no longer as many as were confirmed. */
export async function targetImages(projectId: number, target: ImageTarget, db: Db): Promise<number[]> {
  if ('images' in target) {
    const wanted = [...new Set(target.images)]
    const known = await findKnownImageIds(projectId, wanted, db)
    if (known.length === wanted.length) return known
    throw new AppError(
      'conflict',
      `${images(wanted.length - known.length)} of your selection no longer exist. Nothing was changed. Select again.`,
    )
  }
  const filter = imageAddress.read(Object.fromEntries(new URLSearchParams(target.filter)))
  const { scope } = await imageScope(projectId, filter, db)
  const shown = await findShownImageIds(scope, db)
  if (shown.length === target.count) return shown
  throw new AppError(
    'conflict',
    `The filters match ${images(shown.length)} now, not ${wholeNumber(target.count, 'en')}. Nothing was changed. Reload the list and try again.`,
  )
}

interface BulkWork extends ProjectChange {
  imageIds: number[]
}

/** Runs a bulk action of an admin on images, in one transaction. */
export async function changeImages<Result>(
  actor: Actor,
  { slug, target }: { slug: string; target: ImageTarget },
  work: (bulk: BulkWork) => Promise<Result>,
): Promise<Result> {
  return changeProject(actor, slug, prisma, async (change) =>
    work({ ...change, imageIds: await targetImages(change.projectId, target, change.tx) }),
  )
}

export const auditedImages = (ids: readonly number[]) =>
  ids.length === 1 ? { imageId: ids[0] } : { images: ids.length }
