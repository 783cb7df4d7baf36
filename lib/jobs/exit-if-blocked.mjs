import { Worker } from 'node:worker_threads'

const watch = `
  const { workerData: { beats, checkMs, maxChecks } } = require('node:worker_threads')
  let last = -1
  let unchanged = 0
  setInterval(() => {
    const now = Atomics.load(beats, 0)
    unchanged = now === last ? unchanged + 1 : 0
    last = now
    if (unchanged < maxChecks) return
    require('node:fs').writeSync(2, 'The main thread did not respond for ' + (maxChecks * checkMs) / 1_000 + ' s.\\n')
    process.kill(process.pid, 'SIGKILL')
  }, checkMs)`

/**
 * Kills this process after its event loop has not run for `maxChecks` checks in a row. A damaged file can keep a parser
 * busy forever; its job could not be cancelled, and the jobs of all other projects would wait. Counts checks instead of
 * measuring time, so that a suspended computer is no reason.
 */
export function exitIfBlocked({ checkMs = 5_000, maxChecks = 24 } = {}) {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  setInterval(() => Atomics.add(beats, 0, 1), checkMs / 5).unref()
  new Worker(watch, { eval: true, execArgv: [], workerData: { beats, checkMs, maxChecks } }).unref()
}
