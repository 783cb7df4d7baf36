import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'

export interface ProgressHooks {
  /** Called with the rows done, and their total, within a step. */
  onProgress?: ((step: string, done: number, total: number) => void) | undefined
  /** When aborted, the work throws the signal's reason and leaves nothing behind. */
  signal?: AbortSignal | undefined
  /** Called with what the operator of the server should know, although the work continues. */
  onWarning?: ((message: string, details: Record<string, string>) => void) | undefined
}

/** Reports the progress of a step. Throws the signal's reason if the work was canceled. */
export function reportProgress({ onProgress, signal }: ProgressHooks, step: string, done: number, total: number) {
  signal?.throwIfAborted()
  onProgress?.(step, done, total)
}

/** `reportProgress` for one step, as a callback. */
export const stepProgress = (hooks: ProgressHooks, step: string) => (done: number, total: number) =>
  reportProgress(hooks, step, done, total)

/** `beforeCommit` runs in the transaction of the import or other result, so both are committed together. */
export interface ImportHooks<Result> extends ProgressHooks {
  /** Stores details shown next to the progress or the error. */
  onDetail?: ((detail: unknown) => void) | undefined
  beforeCommit?: ((session: CopySession, result: Result) => Promise<void>) | undefined
}

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
