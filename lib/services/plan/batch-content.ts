import type { NextNumbers } from '@/lib/db/plan/batch-launch'
import type { TaskOrder } from '@/lib/domain/plan/task-orders'
import type { PlannedTasks } from './planned-tasks'
import type { ProposalContent } from './proposal-data'

export interface BatchContent {
  projectId: number
  batchId: number
  ratersPerTask: number
  /** Share of them who are asked class first. */
  classShare: number
  order: TaskOrder
  content: ProposalContent
  tasks: PlannedTasks
  /** Numbers of the chosen models: bit k of a pair's models is the k-th of them. */
  modelIds: readonly number[]
  next: NextNumbers
}
