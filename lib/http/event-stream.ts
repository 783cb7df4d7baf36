interface Sender {
  /** Sends one event. `data` must be on one line, as JSON is. */
  send(data: string): void
  /** Ends the stream; the browser then reconnects by itself. */
  close(): void
}

interface StreamOptions {
  /** Aborted when the browser has disconnected. */
  signal: AbortSignal
  heartbeatMs?: number
  /** Maximum duration of a stream, after which the browser reconnects and access is checked again. */
  maxMs?: number
}

// Shared by all copies of this module that a development server has loaded.
const shared = globalThis as typeof globalThis & { reassessStreams?: Set<() => void> }

/** Ends all streams of this process, since a server that shuts down waits for open responses. */
export function closeStreams() {
  for (const close of [...(shared.reassessStreams ?? [])]) close()
}

function openStreams(): Set<() => void> {
  if (!shared.reassessStreams) {
    shared.reassessStreams = new Set()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, closeStreams)
  }
  return shared.reassessStreams
}

/**
 * `begin` gets a sender and returns a function that ends its work. Regular comments keep proxies from closing an idle
 * connection, and `no-transform` prevents compression, which would delay events.
 */
export function eventStream(
  begin: (sender: Sender) => () => void,
  { signal, heartbeatMs = 15_000, maxMs = 15 * 60_000 }: StreamOptions,
): Response {
  const encoder = new TextEncoder()
  let finish = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOver = false
      const write = (text: string) => {
        if (!isOver) controller.enqueue(encoder.encode(text))
      }
      const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
      const longest = setTimeout(() => close(), maxMs)
      let end = () => {}
      finish = () => {
        if (isOver) return
        isOver = true
        clearInterval(heartbeat)
        clearTimeout(longest)
        signal.removeEventListener('abort', close)
        openStreams().delete(close)
        end()
      }
      const close = () => {
        if (isOver) return
        finish()
        controller.close()
      }
      signal.addEventListener('abort', close, { once: true })
      openStreams().add(close)
      // The headers are sent with the first bytes, so that the browser knows at once that the stream is open.
      write('retry: 2000\n\n')
      end = begin({ send: (data) => write(`data: ${data}\n\n`), close })
      if (isOver) end()
      else if (signal.aborted) close()
    },
    cancel: () => finish(),
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
}
