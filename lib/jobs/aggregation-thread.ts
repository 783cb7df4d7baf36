// Runs one aggregation apart from the process that started it, which goes on listening, and leads a team of threads.
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { type ComputeRequest, computeWith } from '@/lib/services/runs/compute-aggregation'
import { type Leader, leadTeam } from './thread-team'
import type { ThreadMessage } from './threaded-compute'

const say = (message: ThreadMessage) => parentPort?.postMessage(message)
const { request, leader } = workerData as { request: ComputeRequest; leader: Leader }

try {
  const outcome = computeWith(
    request,
    {
      onProgress: (step, done, total) => say({ kind: 'progress', step, done, total }),
      onIteration: (iteration, logLikelihood) => say({ kind: 'iteration', iteration, logLikelihood }),
    },
    leadTeam(leader),
  )
  say({ kind: 'outcome', outcome })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, fields: error.fields })
}
