import type { z } from 'zod'
import type { Db } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import type { AuditAction } from '@/lib/domain/audit/audit-action'
import type { Actor } from '@/lib/domain/permissions'
import type { ProjectAccess } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import type { Computations } from './computations'

export interface JobHooks {
  onProgress: NonNullable<ProgressHooks['onProgress']>
  signal: AbortSignal
  onWarning: NonNullable<ProgressHooks['onWarning']>
  /** Stores details that the job shows in addition to its progress. */
  onDetail: (detail: unknown) => void
  /** Marks the job as succeeded within the transaction that writes its result. */
  beforeCommit: (session: CopySession, result: unknown) => Promise<void>
}

export type ComputationByName = <Name extends keyof Computations>(name: Name) => Computations[Name]

interface WhereJobRuns {
  slug: string
  projectRoot: string
}

interface Definition<Input extends z.ZodType<object>, Thread extends keyof Computations, Result extends z.ZodType> {
  title: string
  /** Schema of the input, which is stored as the job's payload. */
  input: Input
  /** Schema of what `run` returns, for programs that read it; omitted for a job without a result. */
  result?: Result
  /** Action in the audit trail; omitted for work that changes nothing that a person decides. */
  audit?: AuditAction
  /** Only the server itself may start it. */
  isInternal?: true
  /** It commits its work in parts, so that some of it stays when it fails. */
  isInParts?: true
  /** If set, a second request for the same work gets the existing job while it waits, or until it finishes. */
  sharedWhile?: 'queued' | 'unfinished'
  /** Throws if the job cannot be done. Runs in the transaction that adds the job, and again if a conflict ends it. */
  guard?: (access: ProjectAccess, input: z.output<Input>, db: Db) => Promise<unknown>
  /** Does the same and returns the completed input. */
  complete?: (access: ProjectAccess, input: z.output<Input>, db: Db) => Promise<z.output<Input>>
  /** The computation passed to `run` as `compute`, which the worker runs in a thread. */
  thread?: Thread
  /** Runs the job and returns its result. If it runs again after a crash, it must not repeat what was done. */
  run: (
    actor: Actor,
    input: z.output<Input> & WhereJobRuns,
    hooks: JobHooks & { compute: Computations[Thread] },
  ) => Promise<z.output<Result>>
  /** Kinds of jobs to start when it has succeeded, unless their guards refuse. */
  next?: readonly string[]
}

export interface JobKind
  extends Pick<
    Definition<z.ZodType<object>, never, z.ZodType>,
    'title' | 'audit' | 'isInternal' | 'isInParts' | 'sharedWhile' | 'next' | 'input' | 'result'
  > {
  /** Throws if the job cannot be done, and returns its completed input. */
  complete: (access: ProjectAccess, input: object, db: Db) => Promise<object>
  run: (
    actor: Actor,
    job: WhereJobRuns & { payload: unknown },
    hooks: JobHooks,
    compute: ComputationByName,
  ) => Promise<unknown>
}

/** Checks an entry of the table of jobs, and gives all entries one type. */
export const jobKind = <Input extends z.ZodType<object>, Thread extends keyof Computations, Result extends z.ZodType>({
  input,
  guard,
  complete,
  thread,
  run,
  ...rest
}: Definition<Input, Thread, Result>): JobKind => ({
  ...rest,
  input,
  complete: async (access, given, db) => {
    await guard?.(access, given as z.output<Input>, db)
    return complete?.(access, given as z.output<Input>, db) ?? given
  },
  run: (actor, { payload, ...where }, hooks, compute) => {
    // Without a thread there is no computation, and the type of `run` does not include one.
    const computing = { compute: thread && compute(thread) } as { compute: Computations[Thread] }
    return run(actor, { ...input.parse(payload), ...where }, { ...hooks, ...computing })
  },
})
