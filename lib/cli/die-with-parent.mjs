// For node --import: exits when the process that started this one with an IPC channel is gone, even by kill -9.
import { isMainThread, Worker } from 'node:worker_threads'

if (process.channel) {
  process.on('disconnect', () => {
    // Uses a thread, because the main thread hangs while it writes its last lines to a log without a reader.
    const code = "setTimeout(() => process.kill(process.pid, 'SIGKILL'), 4_000)"
    new Worker(code, { eval: true, execArgv: [] }).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
} else if (isMainThread) {
  // On a busy machine the parent may exit before this line; then no event would follow.
  process.exit(1)
}
