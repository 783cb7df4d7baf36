import type { z } from 'zod'
import type { Db } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import type { ProjectAccess } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import type { Computations } from './computations'

export interface JobHooks {
  onProgress: NonNullable<ProgressHooks['onProgress']>
  signal: AbortSignal
  /** Keeps what the job shows beside its progress. */
  onDetail: (detail: unknown) => void
  /** Marks the job as succeeded within the transaction that writes its result. */
  beforeCommit: (session: CopySession, result: unknown) => Promise<void>
}

/** Gives a computation by its name, to be done wherever the caller does such things. */
export type ComputeBy = <Name extends keyof Computations>(name: Name) => Computations[Name]

interface WhereJobRuns {
  slug: string
  projectRoot: string
}

interface Definition<Input extends z.ZodType<object>, Thread extends keyof Computations> {
  /** What it does, as the title of its progress. */
  title: string
  /** What may be asked. The job keeps it as its payload. */
  input: Input
  /** Its action in the audit trail. Left out for what changes nothing that a person decides. */
  audit?: string
  /** Only the server itself asks for it. */
  isInternal?: true
  /** Whoever asks for the same while it waits gets the job that waits. */
  isShared?: true
  /** Refuses what cannot be done, before there is a job; may complete the input. Runs in the transaction that adds the job. */
  guard?: (access: ProjectAccess, input: z.output<Input>, db: Db) => Promise<z.output<Input> | undefined>
  /** The computation that `run` gets as `compute`, which the worker does in a thread. */
  thread?: Thread
  /** Does the job and gives its result. Run again after a kill, it must not do twice what it has done. */
  run: (
    actor: Actor,
    input: z.output<Input> & WhereJobRuns,
    hooks: JobHooks & { compute: Computations[Thread] },
  ) => Promise<unknown>
  /** Kinds of jobs that follow when it has succeeded, where they are not refused. */
  next?: readonly string[]
}

/** A kind of job to those who do not know its input. */
export interface JobKind {
  title: string
  audit?: string | undefined
  isInternal?: true | undefined
  isShared?: true | undefined
  next?: readonly string[] | undefined
  input: z.ZodType<object>
  guard: (access: ProjectAccess, input: object, db: Db) => Promise<object>
  run: (actor: Actor, job: WhereJobRuns & { payload: unknown }, hooks: JobHooks, compute: ComputeBy) => Promise<unknown>
}

export function jobKind<Input extends z.ZodType<object>, Thread extends keyof Computations>({
  input,
  guard,
  thread,
  run,
  ...rest
}: Definition<Input, Thread>): JobKind {
  return {
    ...rest,
    input,
    guard: async (access, given, db) => (await guard?.(access, given as z.output<Input>, db)) ?? given,
    run: (actor, { payload, ...where }, hooks, compute) => {
      // Without a thread there is nothing to compute, and the type of `run` says so.
      const computing = { compute: thread && compute(thread) } as { compute: Computations[Thread] }
      return run(actor, { ...input.parse(payload), ...where }, { ...hooks, ...computing })
    },
  }
}
