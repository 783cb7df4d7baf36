/** Calls `painted` after the paint of the next frame: a message that is posted within a frame comes behind its paint. */
export function afterNextPaint(painted: () => void) {
  return requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = painted
    channel.port2.postMessage(null)
  })
}
