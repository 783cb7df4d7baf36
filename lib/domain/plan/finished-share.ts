/** Share of a batch's tasks that are finished: all answers that were wanted are there. */
export const finishedShare = ({ tasks, finishedTasks }: { tasks: number; finishedTasks: number }): number =>
  tasks > 0 ? finishedTasks / tasks : 0
