/** A session of one's own account. */
export interface OwnSession {
  id: string
  /** Browser and system; blank when it did not name them. */
  device: string
  /** Whether it is the one that asks. */
  isCurrent: boolean
  startedAt: string
  /** Within some minutes. */
  lastUsedAt: string
}
