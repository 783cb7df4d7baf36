import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
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
