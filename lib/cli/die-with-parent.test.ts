import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const bond = pathToFileURL(path.resolve('lib/cli/die-with-parent.mjs')).href

const runs = 'setInterval(() => {}, 1000)'
/** Hangs when asked to exit, like a process that writes to a log without a reader. */
const hangs = `${runs}
  process.on('SIGTERM', () => process.exit(0))
  process.on('exit', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))`

/** Starts a program with an IPC channel, prints its pid, and is killed after a delay. */
const parent = (afterMs: number, program: string) => `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['--import', '${bond}', '-e', ${JSON.stringify(program)}], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  console.log(child.pid)
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${afterMs})`

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.each([
  [0, 'that runs', runs],
  [1_500, 'that runs', runs],
  [1_500, 'that hangs on its way out', hangs],
])('exits with a parent that is killed %i ms after starting a program %s', async (afterMs, _, program) => {
  const started = spawn(process.execPath, ['-e', parent(afterMs, program)], { stdio: ['ignore', 'pipe', 'ignore'] })
  const pid = await new Promise<number>((resolve) => started.stdout.once('data', (line) => resolve(Number(line))))
  await expect.poll(() => isAlive(pid)).toBe(false)
})
