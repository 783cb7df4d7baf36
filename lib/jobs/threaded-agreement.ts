import type { AgreementParts } from '@/lib/agreement/agreement-parts'
import type { ComputeAgreement } from '@/lib/services/agreement/compute-agreement'
import { inThread } from './in-thread'

/** What the thread says: how far it is, or the result. */
export type AgreementMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'result'; parts: AgreementParts }

/** Measures in a thread of its own, which ends at once when the signal is aborted. */
export const agreementInThread: ComputeAgreement = (request, { onProgress, signal }) =>
  inThread<AgreementMessage, AgreementParts>({
    program: new URL('./agreement-thread.mjs', import.meta.url),
    workerData: request,
    signal,
    onMessage: (message, resolve) => {
      if (message.kind === 'result') resolve(message.parts)
      else onProgress?.(message.done, message.total)
    },
  })
