import type { NextNumbers } from '@/lib/db/plan/batch-launch'
import type { TaskOrder } from '@/lib/domain/plan/task-orders'
import type { PlannedTasks } from './planned-tasks'
import type { ProposalContent } from './proposal-data'

export interface BatchContent {
  projectId: number
  batchId: number
  ratersPerTask: number
  /** Share of raters who are asked class first. */
  classShare: number
  order: TaskOrder
  content: ProposalContent
  tasks: PlannedTasks
  /** Ids of the chosen models; bit k of a pair's models refers to the k-th id. */
  modelIds: readonly number[]
  next: NextNumbers
}
