// Measures the effect of one experiment in a worker thread, so that the process that started it goes on listening.
import { parentPort, workerData } from 'node:worker_threads'
import { experimentEffect } from '@/lib/agreement/experiment-effect'
import type { EffectRequest } from '@/lib/services/experiments/compute-effect'
import type { EffectMessage } from './threaded-effect'

const say = (message: EffectMessage) => parentPort?.postMessage(message)

const { data, seed, replicates } = workerData as EffectRequest
const onProgress = (done: number, total: number) => say({ kind: 'progress', done, total })
say({ kind: 'result', figures: experimentEffect(data, { seed, replicates, onProgress }) })
