// Measures models in a worker thread, so that the process that started it goes on listening.
import { parentPort, workerData } from 'node:worker_threads'
import { type ScoresRequest, scoresOf } from '@/lib/services/models/compute-scores'
import type { ScoresMessage } from './threaded-scores'

const say = (message: ScoresMessage) => parentPort?.postMessage(message)

const figures = scoresOf(workerData as ScoresRequest, (done, total) => say({ kind: 'progress', done, total }))
say({ kind: 'result', figures })
