import { spawn } from 'node:child_process'
import { checkCount, summaryLine } from './test-count.mjs'

const steps = []
const running = new Set()
const startedAt = Date.now()
const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    process.exit(1)
  })

/** Runs a Node program of the project; `print` gets its output, which otherwise goes to the terminal. */
function run(cwd, print, args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: print ? ['inherit', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    })
    running.add(child)
    child.stdout?.on('data', print)
    child.stderr?.on('data', print)
    child.once('close', (status) => {
      running.delete(child)
      resolve(status === 0)
    })
  })
}

/**
 * Creates a function that runs a test step in `cwd`. `work` gets a function that runs a program, and returns the
 * counts. Steps may run in parallel, so the output of a step is printed when it ends, or immediately if `isLive`.
 */
export const stepsIn = (cwd) =>
  async function step(name, work, { isLive = false } = {}) {
    const since = Date.now()
    const output = []
    console.log(isLive ? `\n── ${name}` : `── ${name} …`)
    const print = isLive ? null : (chunk) => output.push(chunk)
    const count = await work((args, env) => run(cwd, print, args, env))
    if (!isLive) process.stdout.write(`\n── ${name}\n${Buffer.concat(output)}`)
    console.log(`── ${name}: ${summaryLine([count])} in ${seconds(since)}\n`)
    steps.push({ name, count, time: seconds(since), output: Buffer.concat(output).toString() })
    return count.failed === 0
  }

export const check = (args, env) => async (run) => checkCount(await run(args, env))

/** Skips a step for a reason; counts as a failure if everything must run. */
export function skip(name, why, isFailure) {
  console.log(`── ${name}: skipped, because ${why}\n`)
  steps.push({
    name,
    count: { failures: [why], passed: 0, failed: isFailure ? 1 : 0, skipped: isFailure ? 0 : 1 },
    time: '',
    output: '',
  })
}

const longestFailure = 25
const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n')
const firstLines = (text, count) => text.split('\n').slice(0, count).join('\n')

/** Prints failures again at the end, because their output may be far above or truncated. */
function printFailures() {
  for (const { name, count, output } of steps.filter(({ count }) => count.failed > 0)) {
    console.log(`\n── Failed: ${name}`)
    const failures = count.failures.length > 0 ? count.failures : [lastLines(output, 2 * longestFailure)]
    for (const failure of failures) console.log(`${firstLines(failure, longestFailure)}\n`)
  }
}

/** Prints what failed, the time of each step, and the counts as the last line; returns whether everything passed. */
export function report() {
  const counts = steps.map(({ count }) => count)
  const width = Math.max(...steps.map(({ name }) => name.length))
  printFailures()
  console.log('\n── Time')
  for (const { name, count, time } of steps)
    console.log(`${name.padEnd(width)}  ${time.padStart(8)}${count.failed > 0 ? '  failed' : ''}`)
  console.log(`${'total (some steps ran in parallel)'.padEnd(width)}  ${seconds(startedAt).padStart(8)}`)
  console.log(`\n${summaryLine(counts)}`)
  return counts.every(({ failed }) => failed === 0)
}
