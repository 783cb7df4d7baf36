import { z } from 'zod'
import { failedCheck } from './aggregation'

const path = z.string().min(1, 'Specify a file.')

/** Votes in a file, and how to aggregate them. */
export const aggregateFileInput = z.strictObject({
  method: z.string(),
  votes: path,
  /** Known labels that only measure accuracy; they are never used to fit. */
  truth: path.optional(),
  /** Known labels that stay fixed while the rest is fitted. */
  golden: path.optional(),
  /** Where to write the label of each task. */
  out: path.optional(),
  /** Only MACE draws from it. */
  seed: z.number('Enter a whole number.').int('Enter a whole number.').min(0).max(0xffffffff).default(1),
})
export type AggregateFileInput = z.input<typeof aggregateFileInput>

const count = z.number().int().min(0)

/** What a finished aggregation of a file says of itself. */
export const aggregateFileResult = z.strictObject({
  method: z.string(),
  tasks: count,
  workers: count,
  votes: count,
  /** All labels, in the order in which ties are decided. */
  labels: z.array(z.string()),
  iterations: count,
  converged: z.boolean(),
  stopReason: z.string(),
  /** In nats; null where the method has no model. */
  logLikelihood: z.number().nullable(),
  logLikelihoodPerVote: z.number().nullable(),
  /** Of the method alone, and of reading the files. */
  seconds: z.number().min(0),
  readSeconds: z.number().min(0),
  /** Tasks whose label was fixed beforehand. */
  knownTasks: count,
  /** Null without known labels. A tie of labels goes to the first; tasks with a golden label are not measured. */
  accuracy: z
    .strictObject({
      /** Right of measured tasks; null when none can be measured. */
      value: z.number().min(0).max(1).nullable(),
      rightTasks: count,
      measuredTasks: count,
      /** Known labels of tasks without votes, which are left out. */
      tasksWithoutVotes: count,
      /** Known labels that nobody voted for anywhere, which count as wrong. */
      tasksWithUnvotedLabel: count,
    })
    .nullable(),
  /** Where the method is less accurate than the majority of votes; empty also without known labels. */
  failedChecks: z.array(failedCheck),
  out: z.string().nullable(),
})
export type AggregateFileResult = z.infer<typeof aggregateFileResult>
