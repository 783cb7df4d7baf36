import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '@/lib/errors'
import type { Compute, ComputeOutcome } from '@/lib/services/compute-aggregation'

/** What the thread says: how far it is, the result, or what a person should know of why there is none. */
export type ThreadMessage =
  | { kind: 'progress'; stage: string; done: number; total: number }
  | { kind: 'iteration'; iteration: number; logLikelihood: number }
  | { kind: 'outcome'; outcome: ComputeOutcome }
  | { kind: 'refused'; code: ErrorCode; message: string; fields: Record<string, string> }

/** Computes in a thread of its own, which ends at once when the signal is aborted. */
export const computeInThread: Compute = (request, { onProgress, onIteration, signal }) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const thread = new Worker(new URL('./aggregation-thread.mjs', import.meta.url), { workerData: request })
    const settle = (act: () => void) => {
      signal?.removeEventListener('abort', stop)
      void thread.terminate()
      act()
    }
    const stop = () => settle(() => reject(signal?.reason))
    signal?.addEventListener('abort', stop, { once: true })
    thread.on('message', (message: ThreadMessage) => {
      if (message.kind === 'outcome') settle(() => resolve(message.outcome))
      else if (message.kind === 'refused')
        settle(() => reject(new AppError(message.code, message.message, message.fields)))
      else if (message.kind === 'iteration') onIteration?.(message.iteration, message.logLikelihood)
      else onProgress?.(message.stage, message.done, message.total)
    })
    thread.once('error', (error) => settle(() => reject(error)))
    thread.once('exit', (code) => settle(() => reject(new Error(`The computing thread ended with status ${code}.`))))
  })
