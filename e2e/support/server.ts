import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { chooseDataFolder } from '../../lib/db/embedded/data-folder.mjs'

export interface AppServer {
  url: string
  /** The link printed by the start: that of the set-up page while no account exists. */
  link: string
  process: ChildProcess
  dataDir: string
  stop(): Promise<void>
}

export const dataFolder = (name: string) => path.join(chooseDataFolder(process.cwd(), { DB_DURABLE: '0' }).folder, name)

const printedLink = /https?:\/\/localhost:\d+\S*/

/** Waits until the process prints a link, or other words, and returns the match with all output so far. */
export function waitForOutput(child: ChildProcess, words = printedLink): Promise<{ link: string; output: string }> {
  let output = ''
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      const found = words.exec(output)
      if (found) resolve({ link: found[0], output })
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the app ended with ${code} before it served:\n${output}`)))
    setTimeout(() => reject(new Error(`the app printed no link within five minutes:\n${output}`)), 300_000).unref()
  })
}

/** Starts the app like `npm start` with its own database and waits until it serves. */
export async function startApp({
  port,
  name,
  isFresh = true,
  isDurable = false,
  env = {},
}: {
  port: number
  name: string
  isFresh?: boolean
  isDurable?: boolean
  env?: Record<string, string>
}): Promise<AppServer> {
  const dataDir = dataFolder(name)
  if (isFresh) rmSync(dataDir, { recursive: true, force: true })
  const child = spawnStart({ PORT: String(port), DATA_DIR: dataDir, DB_DURABLE: isDurable ? '1' : '0', ...env })
  const { link } = await waitForOutput(child)
  // The link may use another host name.
  const url = `http://localhost:${port}`
  await untilHealthy(url)
  return {
    url,
    link,
    process: child,
    dataDir,
    stop: () => stopped(child),
  }
}

/** Runs `npm start` with these settings only, without the environment of this process. */
export const spawnStart = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['lib/cli/start.mjs'], {
    env: { ...process.env, DATABASE_URL: '', NEXTAUTH_URL: '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Sends SIGTERM and resolves when the process has exited. */
export const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** Resolves when the health check passes. */
export async function untilHealthy(url: string, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs
  for (;;) {
    const isHealthy = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).then(
      (r) => r.ok,
      () => false,
    )
    if (isHealthy) return
    if (Date.now() > end) throw new Error(`${url} did not become healthy within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
