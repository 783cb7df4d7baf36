// Measures one agreement in a worker thread, so that the process that started it goes on listening.
import { parentPort, workerData } from 'node:worker_threads'
import { type AgreementRequest, agreementParts } from '@/lib/agreement/agreement-parts'
import type { AgreementMessage } from './threaded-agreement'

const say = (message: AgreementMessage) => parentPort?.postMessage(message)

const parts = agreementParts(workerData as AgreementRequest, (done, total) => say({ kind: 'progress', done, total }))
say({ kind: 'result', parts })
