/** The codes an error may carry to the outside, with the HTTP status each is answered with. */
export const errorStatus = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  'lease-lost': 409,
  'visit-over': 409,
  'too-many-requests': 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

/**
 * An error a person can act on. `fields` maps a field's path to what is wrong with it; a `cause` is for the log only.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields: Record<string, string> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'AppError'
  }
}

/** Somebody tried too often; the window in which it was counted ends after so many seconds. */
export class TooManyAttempts extends AppError {
  constructor(
    readonly retryAfterSeconds: number,
    /** It is the first refusal of its window. */
    readonly isFirst: boolean,
  ) {
    const minutes = Math.ceil(retryAfterSeconds / 60)
    super(
      'too-many-requests',
      `Too many attempts. Wait ${minutes === 1 ? 'a minute' : minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`} and try again.`,
    )
  }
}

/** For those who may see the project; `what` includes the number or name. */
export const notInProject = (what: string) => new AppError('not-found', `This project has no ${what}.`)

export const notFound = (what: string) =>
  new AppError('not-found', `This ${what} does not exist, or you do not have access to it.`)

type Fields = Record<string, string>

export const conflict = (message: string, fields?: Fields) => new AppError('conflict', message, fields)

export const invalidInput = (message: string, fields?: Fields) => new AppError('invalid-input', message, fields)

export const forbidden = (message: string) => new AppError('forbidden', message)

/** Returns the text of whatever was thrown. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
