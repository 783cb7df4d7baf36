// Runs one computation in a worker thread, so that the process that started it stays responsive.
import { parentPort, workerData } from 'node:worker_threads'
import type { RunBlocks } from '@/lib/aggregation/run-context'
import { AppError } from '@/lib/errors'
import { computations } from '@/lib/services/jobs/computations'
import type { ThreadData, ThreadMessage } from './compute-in-threads'
import { leadTeam } from './thread-team'

const post = (message: ThreadMessage) => parentPort?.postMessage(message)
const { name, request, leader } = workerData as ThreadData
const compute = computations[name] as (request: unknown, hooks: object, runBlocks?: RunBlocks) => unknown

// Functions cannot be sent to a thread, so each call of a hook is a message to the process that has it.
const hook =
  (hookName: 'onProgress' | 'onIteration') =>
  (...args: unknown[]) =>
    post({ kind: 'hook', name: hookName, args })

try {
  const hooks = { onProgress: hook('onProgress'), onIteration: hook('onIteration') }
  post({ kind: 'result', result: compute(request, hooks, leader && leadTeam(leader)) })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  post({ kind: 'refused', code: error.code, message: error.message, fields: error.fields })
}
