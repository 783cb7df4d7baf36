import { AppError, type ErrorCode } from '@/lib/errors'
import type { Compute, ComputeOutcome } from '@/lib/services/runs/compute-aggregation'
import { inThread } from './in-thread'
import { startTeam, teamSize } from './thread-team'

/** What the thread says: how far it is, the result, or what a person should know of why there is none. */
export type ThreadMessage =
  | { kind: 'progress'; step: string; done: number; total: number }
  | { kind: 'iteration'; iteration: number; logLikelihood: number }
  | { kind: 'outcome'; outcome: ComputeOutcome }
  | { kind: 'refused'; code: ErrorCode; message: string; fields: Record<string, string> }

/** Computes in threads of its own, which end at once when the signal is aborted, and all when one of them dies. */
export const aggregationInThread: Compute = async (request, { onProgress, onIteration, signal }) => {
  signal?.throwIfAborted()
  const team = await startTeam(teamSize(request.input.votes.voteCount))
  try {
    return await inThread<ThreadMessage, ComputeOutcome>({
      program: new URL('./aggregation-thread.mjs', import.meta.url),
      workerData: { request, leader: team.leader },
      transferList: team.leader.ports,
      death: team.death,
      signal,
      onMessage: (message, resolve, reject) => {
        if (message.kind === 'outcome') resolve(message.outcome)
        else if (message.kind === 'refused') reject(new AppError(message.code, message.message, message.fields))
        else if (message.kind === 'iteration') onIteration?.(message.iteration, message.logLikelihood)
        else onProgress?.(message.step, message.done, message.total)
      },
    })
  } finally {
    await team.stop()
  }
}
