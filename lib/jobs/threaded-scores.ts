import type { ModelFigures } from '@/lib/evaluation/model-figures'
import type { ComputeScores } from '@/lib/services/models/compute-scores'
import { inThread } from './in-thread'

/** What the thread says: how far it is, or the result. */
export type ScoresMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'result'; figures: ModelFigures[] }

/** Measures in a thread of its own, which ends at once when the signal is aborted. */
export const scoresInThread: ComputeScores = (request, { onProgress, signal }) =>
  inThread<ScoresMessage, ModelFigures[]>({
    program: new URL('./scores-thread.mjs', import.meta.url),
    workerData: request,
    signal,
    onMessage: (message, resolve) => {
      if (message.kind === 'result') resolve(message.figures)
      else onProgress?.(message.done, message.total)
    },
  })
