import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { isServerOf } from './process-identity'
import { environmentWithoutPgVariables, type ServerAccount } from './server-account.mjs'

/** Location of a server's programs and data, and the account that it runs as. */
export interface ServerLocation {
  binFolder: string
  folder: string
  account: ServerAccount
}

export interface RunningServer {
  pid: number
  port: number
  isReady: boolean
}

export const serverDataFolder = (location: ServerLocation) => path.join(location.folder, 'data')

/** `isStart` keeps no pipes open, because the server would inherit them and the call would never return. */
export function runTool(
  location: ServerLocation,
  name: 'initdb' | 'pg_ctl' | 'postgres',
  args: string[],
  isStart = false,
): Promise<{ status: number | null; output: string }> {
  const program = path.join(location.binFolder, process.platform === 'win32' ? `${name}.exe` : name)
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...location.account.ids,
      cwd: location.folder,
      stdio: isStart ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      ...(process.platform === 'win32' ? {} : { env: environmentWithoutPgVariables }),
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.once('error', (error) => resolve({ status: null, output: error.message }))
    child.once('close', (status) => resolve({ status, output }))
  })
}

/** Reads the pid file; null if it is missing or left by a dead server. */
export function runningServer(location: ServerLocation): RunningServer | null {
  try {
    const server = parsePidFile(readFileSync(path.join(serverDataFolder(location), 'postmaster.pid'), 'utf8'))
    return server && isServerOf(serverDataFolder(location), server.pid) ? server : null
  } catch {
    return null
  }
}

/** Parses postmaster.pid: process in line 1, port in line 4, state in line 8. Null while lines are missing. */
export function parsePidFile(text: string): RunningServer | null {
  const lines = text.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 ? { pid, port, isReady: lines[7]?.trim() === 'ready' } : null
}

/** Returns `wanted` if that port is free on 127.0.0.1, else null. */
export const portIfFree = (wanted: number): Promise<number | null> =>
  new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(null))
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)))
  })
