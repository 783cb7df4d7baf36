/** So many tasks are held at most beside the current one. */
export const mostAhead = 19

/** So many assignments may be named in one request: all that are held or reopened, and some that are on their way. */
export const mostNamed = 96

/** How many of their last submissions raters can look back over and change; undo_reach in prisma/functions says the same. */
export const undoReach = 50

/** Why one of them cannot be changed, see prisma/functions/undo_refusal.sql. */
export const undoRefusals = ['excluded', 'test-over', 'released'] as const

/** Example pictures shown of one class, at most. */
export const examplesPerClass = 9

/** What a rater sees of their own work changes only after so many tasks: more often it would tell which task is golden. */
export const tasksAStep = 25
