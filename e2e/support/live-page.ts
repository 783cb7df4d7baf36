import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from './api-client'

/** An open page with live events, without a browser: it asks again whenever the line breaks, as a browser does. */
export class LivePage {
  events = 0
  /** How often the line broke or was refused. */
  lost = 0
  private readonly end = new AbortController()
  private waiting: (() => void)[] = []

  constructor(
    private readonly client: ApiClient,
    private readonly address: string,
  ) {
    void this.follow()
  }

  /** Resolves with the next event; there is one whenever the dashboard has changed, and one on every new line. */
  untilNext(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  close(): void {
    this.end.abort()
  }

  private async follow() {
    while (!this.end.signal.aborted) {
      await this.readLine().catch(() => {})
      if (this.end.signal.aborted) return
      this.lost++
      await sleep(500, undefined, { signal: this.end.signal }).catch(() => {})
    }
  }

  private async readLine() {
    const response = await this.client.stream(this.address, this.end.signal)
    if (!response.ok || !response.body) return
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream()))
      for (const line of chunk.split('\n')) if (line.startsWith('data:')) this.note()
  }

  private note() {
    this.events++
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}
