export type LineState = 'connecting' | 'live' | 'reconnecting'

export interface EventLine {
  onopen: (() => void) | null
  onmessage: ((event: { data: string }) => void) | null
  onerror: (() => void) | null
  close(): void
}

interface LiveLineOptions {
  open: () => EventLine
  onData: (data: string) => void
  onState: (state: LineState) => void
  /** From 0 to 1; spreads the reconnections of many clients. */
  random?: () => number
}

const firstPauseMs = 1_000
const maxPauseMs = 30_000
/** A connection that was open for this long was stable, so the next loss starts with the shortest delay again. */
const steadyMs = 10_000

/**
 * A connection for server-sent events that reconnects by itself. Browsers give up for good after an error response, for
 * example while the database restarts. So each loss closes the EventSource and opens another, after a delay that
 * doubles up to half a minute.
 */
export class LiveLine {
  private line: EventLine | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private pauseMs = firstPauseMs
  private openedAt = Number.POSITIVE_INFINITY
  private isFirst = true

  constructor(private readonly options: LiveLineOptions) {}

  start() {
    if (this.line || this.timer) return
    this.connect()
  }

  /** Closes the connection, for example while the page is hidden. `start` opens it again. */
  stop() {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.line?.close()
    this.line = null
    this.pauseMs = firstPauseMs
  }

  private connect() {
    this.timer = null
    const { open, onData, onState, random = Math.random } = this.options
    onState(this.isFirst ? 'connecting' : 'reconnecting')
    const line = open()
    this.line = line
    line.onopen = () => {
      this.isFirst = false
      this.openedAt = Date.now()
      onState('live')
    }
    line.onmessage = ({ data }) => onData(data)
    line.onerror = () => {
      if (this.line !== line) return
      line.close()
      this.line = null
      this.isFirst = false
      if (Date.now() - this.openedAt >= steadyMs) this.pauseMs = firstPauseMs
      this.openedAt = Number.POSITIVE_INFINITY
      onState('reconnecting')
      this.timer = setTimeout(() => this.connect(), this.pauseMs * (1 + random() / 2))
      this.pauseMs = Math.min(maxPauseMs, this.pauseMs * 2)
    }
  }
}

export function eventLine(address: string): EventLine {
  const source = new EventSource(address)
  const line: EventLine = { onopen: null, onmessage: null, onerror: null, close: () => source.close() }
  source.onopen = () => line.onopen?.()
  source.onmessage = (event) => line.onmessage?.({ data: String(event.data) })
  source.onerror = () => line.onerror?.()
  return line
}
