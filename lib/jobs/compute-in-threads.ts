import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '@/lib/errors'
import type { ComputationName, Computations } from '@/lib/services/jobs/computations'
import type { ComputationByName } from '@/lib/services/jobs/job-kind'
import type { ScoresRequest } from '@/lib/services/models/compute-scores'
import type { ComputeRequest } from '@/lib/services/runs/compute-aggregation'
import { type Leader, startTeam, type Team, teamSize } from './thread-team'

/** Data of a compute thread; one that aggregates leads a team of further threads. */
export interface ThreadData {
  name: ComputationName
  request: unknown
  leader?: Leader
}

/** A message from a thread: a call of a hook, the result, or an error for the user. */
export type ThreadMessage =
  | { kind: 'hook'; name: 'onProgress' | 'onIteration'; args: unknown[] }
  | { kind: 'result'; result: unknown }
  | { kind: 'refused'; code: ErrorCode; message: string; fields: Record<string, string> }

type Hooks = { signal?: AbortSignal } & { [Name in 'onProgress' | 'onIteration']?: (...args: unknown[]) => void }

/** Runs a computation in a new thread, which is terminated when the signal is aborted or a member of its team dies. */
export function inThread(data: ThreadData, hooks: Hooks, team?: Team): Promise<unknown> {
  const { signal } = hooks
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const thread = new Worker(new URL('./compute-thread.mjs', import.meta.url), {
      workerData: { ...data, ...(team && { leader: team.leader }) } satisfies ThreadData,
      transferList: team?.leader.ports ?? [],
    })
    const settle = (act: () => void) => {
      signal?.removeEventListener('abort', stop)
      void thread.terminate()
      act()
    }
    const fail = (error: unknown) => settle(() => reject(error))
    const stop = () => fail(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    team?.death.catch(fail)
    thread.on('message', (message: ThreadMessage) => {
      try {
        if (message.kind === 'result') settle(() => resolve(message.result))
        else if (message.kind === 'refused') fail(new AppError(message.code, message.message, message.fields))
        else hooks[message.name]?.(...message.args)
      } catch (error) {
        fail(error)
      }
    })
    thread.once('error', fail)
    thread.once('exit', (code) => fail(new Error(`The compute thread exited with status ${code}.`)))
  })
}

/** 0 for a computation that runs no method. */
function votesAggregated(name: ComputationName, request: unknown): number {
  if (name === 'aggregation') return (request as ComputeRequest).input.votes.voteCount
  if (name === 'scores') return (request as ScoresRequest).run?.data.input.votes.voteCount ?? 0
  return 0
}

/** All threads are terminated when the signal is aborted or one of them dies. */
export const computeInThreads: ComputationByName = <Name extends ComputationName>(name: Name) => {
  const compute = async (request: unknown, hooks: Hooks) => {
    hooks.signal?.throwIfAborted()
    const voteCount = votesAggregated(name, request)
    if (voteCount === 0) return inThread({ name, request }, hooks)
    const team = await startTeam(teamSize(voteCount))
    try {
      return await inThread({ name, request }, hooks, team)
    } finally {
      await team.stop()
    }
  }
  return compute as Computations[Name]
}
