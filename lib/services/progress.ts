import type { CopySession } from '@/lib/db/session/copy-session'

/** How long work tells how far it is, and how it is told to stop. */
export interface ProgressHooks {
  /** Rows done, of how many, within a step. */
  onProgress?: ((step: string, done: number, total: number) => void) | undefined
  /** Once aborted, the work ends by throwing the signal's reason, and nothing of it stays. */
  signal?: AbortSignal | undefined
}

/** `beforeCommit` runs in the transaction of the import, so that what it notes and what was imported stand or fall together. */
export interface ImportHooks<Result> extends ProgressHooks {
  /** Keeps what is shown beside the progress, or beside the error. */
  onDetail?: ((detail: unknown) => void) | undefined
  beforeCommit?: (session: CopySession, result: Result) => Promise<void>
}
