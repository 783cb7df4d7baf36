import { z } from 'zod'
import { int } from '@/lib/contracts/number'

export const startJobInput = z.strictObject({
  kind: z.string(),
  input: z.record(z.string(), z.unknown()).default({}),
})
export type StartJobInput = z.output<typeof startJobInput>

const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const

export const jobSummary = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  /**
   * Id of the experiment, batch or single rater that the job is about, or version of the release whose files it makes.
   * Null if it is about the project or several raters.
   */
  subject: z.union([int, z.string()]).nullable(),
  state: z.enum(jobStates),
  /** What is being counted, such as “Reading votes”. Blank before the first step. */
  step: z.string(),
  done: int,
  total: int.nullable(),
  /** Data shown with the progress, by kind, such as the log-likelihood of each iteration so far. Null if none. */
  detail: z.unknown(),
  attempts: int,
  isCancelRequested: z.boolean(),
  /** By kind. Null until the job has succeeded. */
  result: z.unknown(),
  /** A sentence for users: why the job failed or, while it is queued, why it was postponed. */
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type JobSummary = z.infer<typeof jobSummary>

export const isActiveJob = ({ state }: Pick<JobSummary, 'state'>) => state === 'queued' || state === 'running'

export const jobList = z.strictObject({ jobs: z.array(jobSummary) })
