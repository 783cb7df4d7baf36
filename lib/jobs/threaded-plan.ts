import { AppError, type ErrorCode } from '@/lib/errors'
import type { ComputePlan } from '@/lib/services/workshop/compute-plan'
import type { PlanOutcome } from '@/lib/services/workshop/plan-request'
import { inThread } from './in-thread'

/** What the thread says: how far it is, the plan, or what a person should know of why there is none. */
export type PlanMessage =
  | { kind: 'progress'; step: string; done: number; total: number }
  | { kind: 'outcome'; outcome: PlanOutcome }
  | { kind: 'refused'; code: ErrorCode; message: string; fields: Record<string, string> }

/** Works a plan out in a thread of its own, which ends at once when the signal is aborted. */
export const planInThread: ComputePlan = (request, { onProgress, signal }) =>
  inThread<PlanMessage, PlanOutcome>({
    program: new URL('./plan-thread.mjs', import.meta.url),
    workerData: request,
    signal,
    onMessage: (message, resolve, reject) => {
      if (message.kind === 'outcome') resolve(message.outcome)
      else if (message.kind === 'refused') reject(new AppError(message.code, message.message, message.fields))
      else onProgress?.(message.step, message.done, message.total)
    },
  })
