import { z } from 'zod'

/** POST …/jobs: what the worker is to do, and the input of that kind of job. */
export const startJobInput = z.strictObject({
  kind: z.string(),
  input: z.record(z.string(), z.unknown()).default({}),
})
export type StartJobInput = z.output<typeof startJobInput>

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const

export const jobSummary = z.strictObject({
  id: z.string(),
  kind: z.string(),
  /** What it does, as people read it. */
  title: z.string(),
  state: z.enum(jobStates),
  /** What is being counted now, such as “Reading votes”; blank before the first step. */
  step: z.string(),
  done: z.number().int(),
  /** Null while it is not known. */
  total: z.number().int().nullable(),
  /** What is shown beside the progress, by kind, such as the log-likelihood of every iteration so far; null without. */
  detail: z.unknown(),
  /** How often it was started. */
  attempts: z.number().int(),
  isCancelRequested: z.boolean(),
  /** What it gave, by kind; null until it has succeeded. */
  result: z.unknown(),
  /** Why it failed, or, while it is queued, why it was put off; as a sentence for people. */
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type JobSummary = z.infer<typeof jobSummary>

export const jobList = z.strictObject({ jobs: z.array(jobSummary) })
