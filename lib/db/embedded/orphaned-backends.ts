import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isServerOf, processIdentity } from './process-identity'

const endMs = 1_000
const killMs = 5_000

interface Process {
  pid: number
  parent: number
  command: string
}

/** PostgreSQL puts it into process titles, which anyone can read, unlike the working folder of others' processes. */
export const clusterName = (dataFolder: string) =>
  `reassess-${createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16)}`

/** Returns processes that outlived their server: titled with its name, but not children of a server of this folder. */
export function orphanedProcesses(processes: Process[], name: string, isServer: (pid: number) => boolean): number[] {
  return processes
    .filter(({ command, parent }) => command.startsWith(`postgres: ${name}: `) && !isServer(parent))
    .map(({ pid }) => pid)
}

/**
 * Ends the backends that a killed server left behind and returns how many. A backend in the middle of a query does not
 * notice that its server is gone, and no new server starts on the data while the backend holds the shared memory.
 * SIGQUIT makes it quit without writing anything, as its server would have done; recovery then restores the data.
 */
export async function endOrphanedBackends(dataFolder: string): Promise<number> {
  if (process.platform === 'win32') return 0
  const orphans = orphanedProcesses(listProcesses(), clusterName(dataFolder), (pid) => isServerOf(dataFolder, pid))
  signal(orphans, 'SIGQUIT')
  if (await areGone(orphans, endMs)) return orphans.length
  signal(orphans, 'SIGKILL')
  await areGone(orphans, killMs)
  return orphans.length
}

function signal(pids: number[], name: 'SIGQUIT' | 'SIGKILL') {
  for (const pid of pids)
    try {
      process.kill(pid, name)
    } catch {
      // It ended by itself, or belongs to another user; the start reports what prevents it.
    }
}

async function areGone(pids: number[], withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (pids.some((pid) => processIdentity(pid) !== null)) {
    if (Date.now() > deadline) return false
    await sleep(20)
  }
  return true
}

export function listProcesses(): Process[] {
  if (process.platform !== 'linux')
    return parseProcessList(spawnSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' }).stdout)
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
      return [{ pid: Number(name), parent, command }]
    } catch {
      return []
    }
  })
}

/** Parses lines of `ps` with process, parent and command. */
export function parseProcessList(text: string): Process[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
  })
}
