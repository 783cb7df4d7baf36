/**
 * Returns how much of the planned work is done, from 0 to 1. Votes and not finished tasks, because several raters
 * answer each task: until the last of them does, a task counts as unfinished, however much of the work is done.
 */
export const voteShare = ({ given, planned }: { given: number; planned: number }): number =>
  planned > 0 ? Math.min(1, given / planned) : 0
