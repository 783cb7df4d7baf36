import type { Db } from '@/lib/db/client'
import { findActiveImport } from '@/lib/db/data/upload-use-query'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { lockByKey, lockProjectOrConflict } from '@/lib/db/session/transaction'
import { conflict } from '@/lib/errors'
import type { ImportHooks } from './progress'

/** Runs `work` in one transaction together with `beforeCommit`. Rolls back when the signal is aborted. */
export const withImportSession = <Result>(
  { signal, beforeCommit }: ImportHooks<Result>,
  work: (session: CopySession) => Promise<Result>,
): Promise<Result> =>
  withCopySession(async (session) => {
    session.endBy(signal)
    const result = await work(session)
    await beforeCommit?.(session, result)
    signal?.throwIfAborted()
    return result
  })

/**
 * Locks a project for the start of a removal, and the start of imports until the commit. Throws AppError `conflict` if
 * an import is running or waiting.
 */
export async function lockWithoutImport(projectId: number, db: Db): Promise<void> {
  await lockByKey(db, 'importStart', projectId)
  if (await findActiveImport(projectId, db))
    throw conflict(
      'An import of this project is running or waiting. Nothing was removed. Wait until the import finishes, or cancel it, and try again.',
    )
  await lockProjectOrConflict(db, projectId)
}
