/** How many of their last submissions raters can look back over and change; undo_reach in prisma/functions says the same. */
export const undoReach = 50

/** Why one of them cannot be changed, see prisma/functions/undo_refusal.sql. */
export const undoRefusals = ['excluded', 'test-over', 'released'] as const
