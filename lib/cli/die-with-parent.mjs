// For node --import: ends this process when the one that started it with an IPC channel is gone, also by kill -9.
import { isMainThread } from 'node:worker_threads'

if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 4_000).unref()
  })
  process.channel.unref()
} else if (isMainThread) {
  // On a busy machine the parent may be gone before this process has come so far: then nothing will say so again.
  process.exit(1)
}
