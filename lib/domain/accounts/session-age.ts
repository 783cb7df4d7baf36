/** Seconds until an account's session ends, regardless of how often it is used. */
export const accountMaxAge = 7 * 24 * 3600
