// Measures agreement over all votes in a worker thread, so that the process that started it goes on listening.
import { parentPort, workerData } from 'node:worker_threads'
import { agreementOverall } from '@/lib/agreement/agreement-by'
import type { PointRequest } from '@/lib/services/agreement/compute-point'

const { votes, ...options } = workerData as PointRequest
parentPort?.postMessage(agreementOverall(votes, options))
