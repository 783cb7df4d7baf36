import { writeFileSync } from 'node:fs'

/** For a program of start-program.ts: ends with its parent, and is the first to be killed when memory runs out. */
export function followParent() {
  // Linux then kills this process before the server or the database.
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {
    // Not on Linux, or not permitted.
  }
  process.on('disconnect', () => process.exit(0))
  // Signals to the process group are for the server, which first finishes its work.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
}
