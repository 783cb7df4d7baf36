import type { CopySession } from '@/lib/db/session/copy-session'
import type { ProgressHooks } from '@/lib/services/progress'

/** `beforeCommit` runs in the transaction of the import, so that what it notes and what was imported stand or fall together. */
export interface ImportHooks<Result> extends ProgressHooks {
  beforeCommit?: (session: CopySession, result: Result) => Promise<void>
}
