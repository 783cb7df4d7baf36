import { Worker } from 'node:worker_threads'
import type { AggregationResult } from '@/lib/aggregation/aggregation-result'
import { AppError, type ErrorCode } from '@/lib/errors'
import type { Compute } from '@/lib/services/compute-aggregation'

/** What the thread says: how far it is, the result, or what a person should know of why there is none. */
export type ThreadMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'result'; result: AggregationResult }
  | { kind: 'refused'; code: ErrorCode; message: string; fields: Record<string, string> }

/** Computes in a thread of its own, which ends at once when the signal is aborted. */
export const computeInThread: Compute = (request, { onProgress, signal }) =>
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
      if (message.kind === 'result') settle(() => resolve(message.result))
      else if (message.kind === 'refused')
        settle(() => reject(new AppError(message.code, message.message, message.fields)))
      else onProgress?.(message.done, message.total)
    })
    thread.once('error', (error) => settle(() => reject(error)))
    thread.once('exit', (code) => settle(() => reject(new Error(`The computing thread ended with status ${code}.`))))
  })
