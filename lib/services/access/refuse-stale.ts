import { isDeepStrictEqual } from 'node:util'
import { conflict } from '@/lib/errors'

/** A form's fields as they were when it was opened. */
export type BaselineValues = Record<string, unknown> | undefined

/**
 * Throws AppError `conflict` if a field has changed since the form was opened, by someone else or in another tab, and
 * does not already have the wanted value. Checks nothing without `basedOn`.
 */
export function refuseStale(current: object, wanted: object, basedOn: BaselineValues): void {
  const [now, next] = [current, wanted] as Record<string, unknown>[]
  const changed = Object.keys(basedOn ?? {}).filter(
    (field) => !isDeepStrictEqual(now![field], basedOn![field]) && !isDeepStrictEqual(now![field], next![field]),
  )
  if (changed.length > 0)
    throw conflict(
      'This was changed in another tab or by someone else after you opened it. Nothing was saved. Note your changes, then reload the page.',
    )
}
