/** What a rater sees of their own work changes only after so many tasks: more often it would tell which task is golden. */
export const tasksAStep = 25
