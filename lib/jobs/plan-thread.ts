// Works out one plan of proposals in a worker thread, so that the process that started it goes on listening.
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { computePlan } from '@/lib/services/workshop/compute-plan'
import type { PlanRequest } from '@/lib/services/workshop/plan-request'
import type { PlanMessage } from './threaded-plan'

const say = (message: PlanMessage) => parentPort?.postMessage(message)

try {
  const outcome = computePlan(workerData as PlanRequest, {
    onProgress: (step, done, total) => say({ kind: 'progress', step, done, total }),
  })
  say({ kind: 'outcome', outcome })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, fields: error.fields })
}
