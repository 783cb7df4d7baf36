/** Returns the share of a batch's tasks that have all the answers they need. */
export const finishedShare = ({ tasks, finishedTasks }: { tasks: number; finishedTasks: number }): number =>
  tasks > 0 ? finishedTasks / tasks : 0
