/** Tasks held in addition to the current one. */
export const maxAhead = 19

/** Assignments that one request may name: all held or reopened ones, and some being submitted. */
export const maxNamed = 96

/** Number of last submissions that raters can review and change. Must equal undo_reach in prisma/functions. */
export const undoReach = 50

/** Why a submission cannot be changed. See prisma/functions/undo_refusal.sql. */
export const undoRefusals = ['excluded', 'test-over', 'disqualified', 'released'] as const

export const examplesPerClass = 9

/** Figures of a rater's own work change only every so many tasks, because more often would reveal gold questions. */
export const tasksPerStep = 25

/** Pictures on a page of one class: 4 × 3 on a desktop, 2 × 6 on a phone. */
export const picturesPerPage = 12

/** A picture of a page counts as seen after this long in view. */
export const minViewMs = 300
