import type { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { type FigureKey, findKeptFigure, writeKeptFigure } from '@/lib/db/session/kept-figure-rows'
import { memoize } from '@/lib/services/memoize'

/**
 * Stores figures that take seconds to compute in the database, so that a restart does not compute them again. A stored
 * value in the format of another version is computed again.
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
