import type { ImageTarget } from '@/lib/contracts/images/image-target'
import type { Db } from '@/lib/db/client'
import { findKnownImageIds, findShownImageIds } from '@/lib/db/images/image-target-query'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { AppError } from '@/lib/errors'
import { wholeNumber } from '@/lib/wording/number'
import { imageScope } from './image-scope'

const images = (count: number) => `${wholeNumber(count, 'en')} ${count === 1 ? 'image' : 'images'}`

/**
 * The images that an action in bulk is about, by number: just as many as whoever confirmed it was told. AppError `conflict`
 * when they are others by now.
 */
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
