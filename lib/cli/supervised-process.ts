import type { ChildProcess } from 'node:child_process'

export interface Supervised {
  stop(): Promise<void>
}

interface Options {
  name: string
  launch(): ChildProcess
  report(line: string): void
  /** Called if the process exits soon after each of `quickEnds` starts in a row. Otherwise it is restarted forever. */
  giveUp?: (() => void) | undefined
}

const [restartMs, longestRestartMs] = [1_000, 16_000]
const stopMs = 5_000
const quickEndMs = 10_000
const quickEnds = 5

/**
 * Keeps a program running until stopped: restarts it a second after it exits, and later each time it exits soon after
 * its start, so that a long outage does not fill the terminal.
 */
export function superviseProcess({ name, launch, report, giveUp }: Options): Supervised {
  let isStopping = false
  let quick = 0
  let restart: NodeJS.Timeout | undefined
  let child = start()

  function start(): ChildProcess {
    const startedAt = Date.now()
    const next = launch()
    next.once('error', (error) => report(`Could not start the ${name}: ${error.message}`))
    next.once('exit', (code, signal) => {
      if (isStopping) return
      report(`The ${name} stopped (${signal ?? `exit status ${code}`}).`)
      quick = Date.now() - startedAt < quickEndMs ? quick + 1 : 0
      if (giveUp && quick >= quickEnds) giveUp()
      else {
        const waitMs = Math.min(longestRestartMs, restartMs * 2 ** Math.max(0, quick - 1))
        restart = setTimeout(() => (child = start()), waitMs)
      }
    })
    return next
  }

  return {
    stop: () => {
      isStopping = true
      clearTimeout(restart)
      return end(child)
    },
  }
}

/** Asks a process to exit, and kills it if it does not. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
