import { readdirSync, readFileSync } from 'node:fs'
import { processIdentity } from '@/lib/db/embedded/process-identity'
import { postmasterPid } from './embedded-database'
import type { AppServer } from './server'

type Started = Pick<AppServer, 'process' | 'dataDir'>

/** False for zombies, too. */
export const isAlive = (pid: number) => processIdentity(pid) !== null

/** Descendants of `root` with their command lines. */
export function descendants(root: number): { pid: number; command: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return [{ pid: Number(name), parent, command }]
      } catch {
        return []
      }
    })
  const found = new Set([root])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const one of all) if (found.has(one.parent)) found.add(one.pid)
  }
  return all.filter((one) => found.has(one.pid) && one.pid !== root)
}

export function kill(app: Started, what: 'web' | 'worker' | 'database') {
  if (what === 'database') return process.kill(postmasterPid(app.dataDir), 'SIGKILL')
  const pids = pidsOf(app, what)
  if (pids.length === 0) throw new Error(`No ${what} process is running.`)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
}

/** The supervisor's current web server or worker. */
export function pidsOf(app: Started, what: 'web' | 'worker'): number[] {
  const pattern = what === 'worker' ? /worker\.mjs/ : /reassess-web|web-server\.mjs/
  return descendants(app.process.pid as number)
    .filter((one) => pattern.test(one.command))
    .map(({ pid }) => pid)
}
