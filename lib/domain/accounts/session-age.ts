/** How long someone with an account stays signed in, in seconds; never longer, however often the session is used. */
export const accountMaxAge = 7 * 24 * 3600
