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

/** Whether the account has no access: the server answers 404 for what an account may not know of. */
export const isHidden = (reason: unknown): boolean =>
  reason instanceof ApiError && (reason.status === 403 || reason.status === 404)

/** The account that is signed in may not answer in the project, or the project is gone. */
export const noAccess = () => new ApiError(403, 'no-access', 'This account may not answer in the project.')
