import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const guard = pathToFileURL(path.resolve('lib/jobs/exit-if-blocked.mjs')).href

/** Runs a program with the guard, and returns how it ends and what it writes to stderr. */
function run(program: string): Promise<{ code: number | null; signal: string | null; output: string }> {
  const code = `import { exitIfBlocked } from '${guard}'
    exitIfBlocked({ checkMs: 200, maxChecks: 5 })
    ${program}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'ignore', 'pipe'] })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, output })))
}

test('ends a worker whose main thread is blocked, so that it is restarted', async () => {
  expect(await run('setTimeout(() => { for (;;); }, 500)')).toEqual({
    ...{ code: null, signal: 'SIGKILL' },
    output: 'The main thread did not respond for 1 s.\n',
  })
})

test('leaves alone a process that is merely busy', async () => {
  const busy = 'const wait = () => { const end = Date.now() + 100; while (Date.now() < end); }'
  expect(
    await run(`${busy}; let left = 30; const next = () => { wait(); if (left-- > 0) setImmediate(next) }; next()`),
  ).toEqual({
    ...{ code: 0, signal: null, output: '' },
  })
})
