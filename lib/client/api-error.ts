/** A failed request. `code` is the server's, `offline` without a response, or `unreadable` if parsing failed. */
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

  /** Whether the same request may succeed later. */
  get isTemporary(): boolean {
    return this.code === 'offline' || this.status === 408 || this.status === 429 || this.status >= 500
  }
}
