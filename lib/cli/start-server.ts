import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { renewSetupToken } from '@/lib/db/accounts/setup-token'
import { directDatabaseUrl, env } from '@/lib/env'
import { rotateLog, startNode } from './child-process.mjs'
import { type Database, dataFolder, startDatabase } from './database'
import { freePort, portProblem } from './port-problem.mjs'
import { showStep } from './progress-steps.mjs'
import { forgetServerAddress, recordServerAddress } from './server-address'
import { sessionSecret } from './session-secret'
import { printProblem } from './start-problem.mjs'
import { superviseProcess } from './supervised-process'
import { untilReady } from './until-ready'

// The supervisor behind `npm start`: runs database, migrations, worker and web server, and stops them when it exits.

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const report = (line: string) => console.log(line)
const logFile = (name: string) => path.join(dataFolder(projectRoot), 'logs', `${name}.log`)
const stops: (() => Promise<void>)[] = []
let ending: Promise<void> | null = null

/** Stops everything in reverse order of its start, with a time limit in case the database does not stop. */
function stop(status: number): Promise<void> {
  ending ??= (async () => {
    setTimeout(() => process.exit(1), 60_000).unref()
    for (const step of stops.reverse()) await step().catch((error: Error) => report(error.message))
    process.exit(status)
  })()
  return ending
}

const [hasWeb, hasWorker] = [env.PROCESSES !== 'worker', env.PROCESSES !== 'web']

/** Throws if the port is taken. */
async function choosePort(): Promise<number> {
  if (!hasWeb) return env.PORT
  const problem = await portProblem(env.PORT, env.HOST)
  if (problem) throw problem
  return env.PORT === 0 ? freePort(env.HOST) : env.PORT
}

async function start(): Promise<void> {
  const port = await choosePort()
  const secretFile = path.join(dataFolder(projectRoot), 'session-secret')
  const isNewSecret = env.NEXTAUTH_SECRET === undefined && !existsSync(secretFile)
  const secret = env.NEXTAUTH_SECRET ?? sessionSecret(dataFolder(projectRoot))
  const database = await showStep('Starting the database', () => startDatabase({ projectRoot, whileOpening, report }))
  if (ending) return
  database.keepRunning(report)
  await forgetErasedAgain()

  const address = env.NEXTAUTH_URL ?? `http://localhost:${port}`
  const settings = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: dataFolder(projectRoot),
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: secret,
    NEXT_TELEMETRY_DISABLED: '1',
  }
  const supervise = (
    name: string,
    args: string[],
    log: { logFile: string; logsErrors?: boolean },
    giveUp?: () => void,
  ) => {
    const launch = () => startNode(projectRoot, args, settings, log)
    const child = superviseProcess({ name, launch, report, giveUp })
    setInterval(() => rotateLog(log.logFile), 60_000).unref()
    stops.push(child.stop)
  }
  if (ending) return
  if (hasWorker && existsSync(path.join(projectRoot, 'dist/worker.mjs')))
    supervise('worker', ['dist/worker.mjs'], { logFile: logFile('worker'), logsErrors: true })
  if (!hasWeb) return report('\nThe worker of Reassess is running.\n')
  supervise('web server', ['dist/web-server.mjs'], { logFile: logFile('web') }, () => {
    report(`The web server stopped five times shortly after starting. See ${logFile('web')}.`)
    void stop(1)
  })
  await showStep('Starting the web server', () => untilReady(readyUrl(port), logFile('web'), () => ending !== null))
  recordServerAddress(projectRoot, address)
  stops.push(async () => forgetServerAddress(projectRoot))
  const token = await renewSetupToken(directDatabaseUrl() ?? database.url)
  if (isNewSecret && !token)
    report(
      `The database has accounts, but no session secret was there, so a new one was created in ${secretFile}: everyone must sign in again, and codes of authenticator apps are rejected. If you have the earlier secret, stop the server, put it there and start again.`,
    )
  report(`\nReassess is ready: ${address}${token ? `/setup?token=${token}` : ''}\n`)
}

/** A start that is interrupted while PostgreSQL starts has to wait for it: until then nothing would stop it. */
function whileOpening(opening: Promise<Database>): void {
  stops.push(() =>
    opening.then(
      ({ stop }) => stop(),
      () => {},
    ),
  )
}

function readyUrl(port: number): string {
  const host = ['0.0.0.0', '::'].includes(env.HOST) ? '127.0.0.1' : env.HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/api/ready`
}

/** Runs before requests are served: a database restored from a backup may contain people who were erased since. */
async function forgetErasedAgain(): Promise<void> {
  const { replayErasures } = await import('@/lib/services/raters/erase-rater')
  const { prisma } = await import('@/lib/db/client')
  const { forgotten, brokenLines } = await replayErasures(dataFolder(projectRoot))
  await prisma.$disconnect()
  if (forgotten > 0) report(`The database was restored from a backup older than some erasures; repeated: ${forgotten}.`)
  if (brokenLines > 0) report(`Lines of erasures.jsonl in the data folder that could not be read: ${brokenLines}.`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
try {
  await start()
} catch (error) {
  if (ending) await ending
  printProblem(error)
  await stop(1)
}
