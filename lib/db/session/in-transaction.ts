import type { Db } from '@/lib/db/client'
import { isRetryable } from './sql-state'

/** Runs `work` in a transaction of its own, or in the one that `db` is. */
export const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  '$transaction' in db ? db.$transaction(work) : work(db)

/** Runs `work` again, up to three times, when the database undid it because it stood in another transaction's way. */
export async function repeatOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 3 || !isRetryable(error)) throw error
    }
  }
}
