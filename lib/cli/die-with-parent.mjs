// For node --import: ends this process when the one that started it with an IPC channel is gone, also by kill -9.
import { isMainThread, Worker } from 'node:worker_threads'

if (process.channel) {
  process.on('disconnect', () => {
    // From a thread of its own: a log whose reader is gone holds the main thread for ever while it writes its last lines.
    const code = "setTimeout(() => process.kill(process.pid, 'SIGKILL'), 4_000)"
    new Worker(code, { eval: true, execArgv: [] }).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
} else if (isMainThread) {
  // On a busy machine the parent may be gone before this process has come so far: then nothing will say so again.
  process.exit(1)
}
