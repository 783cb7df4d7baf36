import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { descendants } from '../../support/processes'
import { stopped } from '../../support/server'

const folder = path.resolve('.data/peers')

/** Creates an empty folder for a server's data. */
export function freshFolder(name: string): string {
  const data = path.join(folder, `${name}-data`)
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  return data
}

export const environmentOf = (name: string) => path.join(folder, name)

/** Installs a package into a Python environment of its own, once. Throws if Python or the package is not available. */
export function installPackage(name: string, requirement: string): void {
  const environment = environmentOf(name)
  if (existsSync(path.join(environment, 'installed'))) return
  const run = (program: string, args: string[], hint: string) => {
    try {
      execFileSync(program, args, { stdio: 'inherit' })
    } catch (error) {
      throw new Error(`${program} ${args.join(' ')} failed: ${hint}`, { cause: error })
    }
  }
  run('python3', ['-m', 'venv', environment], 'Python 3.10 or newer with the module venv is needed.')
  run(path.join(environment, 'bin/pip'), ['install', requirement], 'PyPI or a mirror must be reachable.')
  mkdirSync(path.join(environment, 'installed'))
}

/** Starts a program of a Python environment; its output goes to a file in `cwd`. */
export function startProgram(
  name: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): ChildProcess {
  const [program, ...rest] = args
  const log = openSync(path.join(cwd, 'server.log'), 'a')
  return spawn(path.join(environmentOf(name), 'bin', program!), rest, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  })
}

export async function untilServing(url: string, child: ChildProcess, withinMs = 600_000): Promise<void> {
  const end = Date.now() + withinMs
  for (;;) {
    const isServing = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (isServing) return
    if (child.exitCode !== null || Date.now() > end)
      throw new Error(`${url} did not start to serve: see its server.log.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const treeOf = (root: number) => [root, ...descendants(root).map(({ pid }) => pid)]

/** Kills a process and its descendants with SIGKILL. */
export async function killTree(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (const pid of treeOf(child.pid!))
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended with its parent.
    }
  await gone
}

/** Memory of processes and their descendants in MB; what they share is counted once. */
export function megabytesOf(roots: number[]): number {
  const sizes = roots.flatMap(treeOf).map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}

export { stopped as stopProgram }
