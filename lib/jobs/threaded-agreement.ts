import { Worker } from 'node:worker_threads'
import type { AgreementParts } from '@/lib/agreement/agreement-parts'
import type { ComputeAgreement } from '@/lib/services/compute-agreement'

/** What the thread says: how far it is, or the result. */
export type AgreementMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'result'; parts: AgreementParts }

/** Measures in a thread of its own, which ends at once when the signal is aborted. */
export const agreementInThread: ComputeAgreement = (request, { onProgress, signal }) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const thread = new Worker(new URL('./agreement-thread.mjs', import.meta.url), { workerData: request })
    const settle = (act: () => void) => {
      signal?.removeEventListener('abort', stop)
      void thread.terminate()
      act()
    }
    const stop = () => settle(() => reject(signal?.reason))
    signal?.addEventListener('abort', stop, { once: true })
    thread.on('message', (message: AgreementMessage) => {
      if (message.kind === 'result') settle(() => resolve(message.parts))
      else onProgress?.(message.done, message.total)
    })
    thread.once('error', (error) => settle(() => reject(error)))
    thread.once('exit', (code) => settle(() => reject(new Error(`The measuring thread ended with status ${code}.`))))
  })
