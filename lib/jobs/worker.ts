// The worker process: long work, separate from the web server. Exits with status 1 when it has lost the database, so
// that its supervisor restarts it.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { startTracing } from '@/lib/telemetry/start-tracing'
import { exitIfBlocked } from './exit-if-blocked.mjs'
import { log } from './job-log'
import { showMetrics } from './metrics-port'
import { startWorker } from './start-worker'

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

exitIfBlocked()
try {
  const stopTracing = await startTracing('reassess-worker', env.OTEL_EXPORTER_OTLP_ENDPOINT)
  const worker = await startWorker({ projectRoot })
  const { METRICS_PORT: port, METRICS_TOKEN: token, HOST: host } = env
  // A worker without metrics still works.
  if (port !== undefined)
    await showMetrics({ port, host, token }).catch((error: unknown) => log.error({ port, err: error }, 'no metrics'))
  let isStopping = false
  const stop = async (signal: string) => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'worker stopping')
    await worker.stop()
    await prisma.$disconnect()
    await stopTracing()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
  log.info({ pid: process.pid }, 'worker ready')
  await worker.lost
  if (!isStopping) {
    log.fatal('the worker lost the connection to the database')
    process.exit(1)
  }
} catch (error) {
  log.fatal({ err: error }, 'the worker could not start')
  process.exit(1)
}
