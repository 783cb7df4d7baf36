/** Seconds until an account's session ends, regardless of how often it is used. */
export const accountMaxAge = 7 * 24 * 3600

const recentMs = 10 * 60_000

/** Whether a sign-in by a provider is recent enough that a user without a password need not sign in again. */
export const isRecentSignIn = (authenticatedAt: Date, now: Date): boolean =>
  now.getTime() - authenticatedAt.getTime() < recentMs
