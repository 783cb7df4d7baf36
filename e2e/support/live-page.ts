import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from './api-client'

/** Live event client without a browser. Reconnects like one. */
export class LivePage {
  events = 0
  /** Number of broken or refused connections. */
  lost = 0
  private readonly end = new AbortController()
  private waiting: (() => void)[] = []

  constructor(
    private readonly client: ApiClient,
    private readonly address: string,
  ) {
    void this.follow()
  }

  /** Resolves with the next event: one per dashboard change and one per new connection. */
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
