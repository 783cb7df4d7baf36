/** A request that did not succeed. `code` is the server's, or `offline` when no answer came, `unreadable` when it made no sense. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message)
    this.name = 'ApiError'
  }

  /** Whether the same request may succeed later without anybody changing it. */
  get isTemporary(): boolean {
    return this.code === 'offline' || this.status === 408 || this.status === 429 || this.status >= 500
  }
}
