/** So many tasks are held at most beside the current one. */
export const mostAhead = 19

/** So many assignments may be named in one request: all that are held or reopened, and some that are on their way. */
export const mostNamed = 96
