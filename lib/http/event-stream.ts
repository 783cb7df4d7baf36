interface Sender {
  /** One event with its data on one line, as JSON is. */
  send(data: string): void
  /** Ends the stream; the browser then asks again by itself. */
  close(): void
}

interface StreamOptions {
  /** Aborted when the browser has gone. */
  signal: AbortSignal
  heartbeatMs?: number
  /** No stream lasts longer: whoever asks again is checked like everyone who comes. */
  longestMs?: number
}

// Shared by every copy of this module that a development server has loaded.
const shared = globalThis as typeof globalThis & { reassessStreams?: Set<() => void> }

/** Ends all streams of this process: a server that is to end waits for those it still answers. */
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
 * Server-sent events: `begin` is given a sender and gives back what ends its work. A comment now and then keeps proxies
 * from closing a quiet line, and `no-transform` keeps the server from compressing it, which would hold events back.
 */
export function eventStream(
  begin: (sender: Sender) => () => void,
  { signal, heartbeatMs = 15_000, longestMs = 15 * 60_000 }: StreamOptions,
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
      const longest = setTimeout(() => close(), longestMs)
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
      // The headers go out with the first bytes: nobody waits for an event to know that the line stands.
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
