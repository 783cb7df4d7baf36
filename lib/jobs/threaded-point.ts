import type { Agreement } from '@/lib/agreement/agreement-by'
import type { ComputePoint } from '@/lib/services/agreement/compute-point'
import { inThread } from './in-thread'

/** Measures in a thread of its own. */
export const pointInThread: ComputePoint = (request) =>
  inThread<Agreement, Agreement>({
    program: new URL('./point-thread.mjs', import.meta.url),
    workerData: request,
    onMessage: (agreement, resolve) => resolve(agreement),
  })
