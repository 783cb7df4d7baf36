import type { Db } from '@/lib/db/client'

/** Runs `work` in a transaction of its own, or in the one that `db` is. */
export const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  '$transaction' in db ? db.$transaction(work) : work(db)
