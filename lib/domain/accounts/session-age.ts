/** Seconds until an account's session ends, regardless of how often it is used. */
export const accountMaxAge = 7 * 24 * 3600

const recentMs = 10 * 60_000

/** Whether a session is young enough to stand in for asking a user without a password to sign in again. */
export const isRecentSignIn = (startedAt: Date, now: Date): boolean => now.getTime() - startedAt.getTime() < recentMs
