// Runs one aggregation in a worker thread, so that the process that started it goes on listening.
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { type ComputeRequest, computeHere } from '@/lib/services/compute-aggregation'
import type { ThreadMessage } from './threaded-compute'

const say = (message: ThreadMessage, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer)

try {
  const onProgress = (done: number, total: number) => say({ kind: 'progress', done, total })
  const result = await computeHere(workerData as ComputeRequest, { onProgress })
  say({ kind: 'result', result }, [result.score.buffer as ArrayBuffer])
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, fields: error.fields })
}
