// For node --import: ends this process when the one that started it with an IPC channel is gone, also by kill -9.
if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 4_000).unref()
  })
  process.channel.unref()
}
