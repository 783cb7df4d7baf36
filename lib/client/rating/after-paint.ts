/** Calls `painted` after the next frame is painted: a message posted within a frame arrives after its paint. */
export function afterNextPaint(painted: () => void) {
  return requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = painted
    channel.port2.postMessage(null)
  })
}
