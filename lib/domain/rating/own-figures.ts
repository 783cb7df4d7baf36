/** What a rater is told of their own work changes only after so many tasks: more often it would tell which task is golden. */
export const tasksAStep = 25
