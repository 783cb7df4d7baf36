import { spawnSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'

/**
 * Identifies the current process with a `pid`, so that a later process with the same number differs: by its start time
 * where /proc has it. Null if there is no such process, or only an unreaped zombie, which PostgreSQL would take for a
 * running server.
 */
export function processIdentity(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform === 'linux') {
    try {
      return startTimeOf(readFileSync(`/proc/${pid}/stat`, 'utf8'), pid)
    } catch {
      return null
    }
  }
  return exists(pid) ? String(pid) : null
}

export const ownIdentity = () => processIdentity(process.pid) ?? String(process.pid)
export const identityPid = (identity: string) => Number(identity.split('-')[0])
export const isAlive = (identity: string) => processIdentity(identityPid(identity)) === identity

/** Reads field 22 of /proc/PID/stat. Counts from behind the command, which may contain spaces and brackets. */
export function startTimeOf(stat: string, pid: number): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? null : `${pid}-${fields[19]}`
}

/**
 * Returns whether `pid` is the server of this data folder and not an unrelated process that reuses the number: pg_ctl
 * starts it as `postgres -D FOLDER`. Reads the command line, because root in a container may not see the working folder
 * of another user's process.
 */
export function isServerOf(dataFolder: string, pid: number): boolean {
  if (processIdentity(pid) === null) return false
  if (process.platform === 'win32') return true
  if (process.platform !== 'linux')
    return /(^|\/)postgres/.test(spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout)
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return realpathSync(words[words.indexOf('-D') + 1]!) === realpathSync(dataFolder)
  } catch {
    return false
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
