import type { ConditionFigures } from '@/lib/agreement/experiment-effect'
import type { ComputeEffect } from '@/lib/services/experiments/compute-effect'
import { inThread } from './in-thread'

/** What the thread says: how far it is, or the result. */
export type EffectMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'result'; figures: ConditionFigures[] }

/** Measures in a thread of its own, which ends at once when the signal is aborted. */
export const effectInThread: ComputeEffect = (request, { onProgress, signal }) =>
  inThread<EffectMessage, ConditionFigures[]>({
    program: new URL('./effect-thread.mjs', import.meta.url),
    workerData: request,
    signal,
    onMessage: (message, resolve) => {
      if (message.kind === 'result') resolve(message.figures)
      else onProgress?.(message.done, message.total)
    },
  })
