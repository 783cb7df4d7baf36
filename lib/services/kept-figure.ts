import type { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { type FigureKey, findKeptFigure, writeKeptFigure } from '@/lib/db/session/kept-figure-rows'
import { memoize } from '@/lib/services/memoize'

/**
 * Keeps figures that take seconds to compute in the database, so that they are computed once and not after each start. What
 * an older or newer version has kept in another form is computed again.
 */
export function keptFigure<Value>(schema: z.ZodType<Value>, capacity: number) {
  const known = memoize<Value>(capacity)
  return (key: FigureKey, compute: () => Promise<Value>, db: Db = prisma): Promise<Value> =>
    known(`${key.projectId} ${key.name} ${key.basis}`, async () => {
      const kept = await findKeptFigure(key, db)
      const found = kept && schema.safeParse(kept.value)
      if (found?.success) return found.data
      const value = await compute()
      await writeKeptFigure(key, value, db)
      return value
    })
}
