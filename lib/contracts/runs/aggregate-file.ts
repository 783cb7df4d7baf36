import { z } from 'zod'
import { count, integer } from '@/lib/contracts/number'
import { failedCheck } from './aggregation'

const path = z.string().min(1, 'Specify a file.')

export const aggregateFileInput = z.strictObject({
  method: z.string(),
  votes: path,
  /** Known labels used only to measure accuracy, never to fit. */
  truth: path.optional(),
  /** Known labels that stay fixed while the rest is fitted. */
  golden: path.optional(),
  out: path.optional(),
  /** Used only by MACE. */
  seed: integer.min(0).max(0xffffffff).default(1),
})
export type AggregateFileInput = z.input<typeof aggregateFileInput>

export const aggregateFileResult = z.strictObject({
  method: z.string(),
  tasks: count,
  workers: count,
  votes: count,
  /** In the order in which ties are broken. */
  labels: z.array(z.string()),
  iterations: count,
  hasConverged: z.boolean(),
  stopReason: z.string(),
  /** In nats. Null if the method has no model. */
  logLikelihood: z.number().nullable(),
  logLikelihoodPerVote: z.number().nullable(),
  /** Time of the method alone, and of reading the files. */
  seconds: z.number().min(0),
  readSeconds: z.number().min(0),
  /** Votes of a worker who had already voted on the task, which also count. */
  repeatedVotes: count,
  /** Tasks whose label a golden label fixed in advance. */
  goldenLabels: count,
  /** Null without known labels. Ties go to the first label; tasks with a golden label are not measured. */
  accuracy: z
    .strictObject({
      /** Share correct of the measured tasks. Null if there are none. */
      value: z.number().min(0).max(1).nullable(),
      rightTasks: count,
      measuredTasks: count,
      /** Known labels of tasks without votes, which are not measured. */
      tasksWithoutVotes: count,
      /** Known labels that never occur in the votes, which count as wrong. */
      tasksWithUnvotedLabel: count,
    })
    .nullable(),
  /** Set if the method is less accurate than the majority vote. Always empty without known labels. */
  failedChecks: z.array(failedCheck),
  out: z.string().nullable(),
})
export type AggregateFileResult = z.infer<typeof aggregateFileResult>
