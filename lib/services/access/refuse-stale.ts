import { isDeepStrictEqual } from 'node:util'
import { AppError } from '@/lib/errors'

/** The fields of a form as they were when it was opened. */
export type BasedOn = Record<string, unknown> | undefined

/**
 * Refuses a change made on a form that shows what does not stand any more, so that nobody overwrites what someone else, or
 * the same person in another tab, has saved meanwhile. AppError `conflict` for a field that differs from what the form was
 * opened with, unless it already is what is wanted. Without `basedOn` nothing is refused.
 */
export function refuseStale(current: object, wanted: object, basedOn: BasedOn): void {
  const [now, next] = [current, wanted] as Record<string, unknown>[]
  const changed = Object.keys(basedOn ?? {}).filter(
    (field) => !isDeepStrictEqual(now![field], basedOn![field]) && !isDeepStrictEqual(now![field], next![field]),
  )
  if (changed.length > 0)
    throw new AppError(
      'conflict',
      'This was changed in another tab or by someone else after you opened it. Nothing was saved. Note your changes, then reload the page.',
    )
}
