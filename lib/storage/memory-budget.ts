interface Waiting {
  bytes: number
  start(): void
}

/**
 * Lets work go on side by side as long as all of it together needs no more memory than this; the rest waits, in order.
 * Work that needs more than there is would wait for ever, so whoever asks has to refuse that before.
 */
export class MemoryBudget {
  private free: number
  private readonly queue: Waiting[] = []

  constructor(readonly total: number) {
    this.free = total
  }

  async run<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (bytes > this.total) throw new RangeError(`This needs ${bytes} bytes of ${this.total}.`)
    await new Promise<void>((start) => {
      this.queue.push({ bytes, start })
      this.startNext()
    })
    try {
      return await work()
    } finally {
      this.free += bytes
      this.startNext()
    }
  }

  private startNext(): void {
    for (let next = this.queue[0]; next && next.bytes <= this.free; next = this.queue[0]) {
      this.queue.shift()
      this.free -= next.bytes
      next.start()
    }
  }
}
