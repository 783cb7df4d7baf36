import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const bond = pathToFileURL(path.resolve('lib/cli/die-with-parent.mjs')).href

/** Starts a program with a channel to it, says its number, and is killed so long after. */
const parent = (afterMs: number) => `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['--import', '${bond}', '-e', 'setInterval(() => {}, 1000)'], {
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

test.each([0, 1_500])(
  'a program ends when its parent is killed %i ms after it was started',
  async (afterMs) => {
    const started = spawn(process.execPath, ['-e', parent(afterMs)], { stdio: ['ignore', 'pipe', 'ignore'] })
    const pid = await new Promise<number>((resolve) => started.stdout.once('data', (line) => resolve(Number(line))))
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false)
  },
  30_000,
)
