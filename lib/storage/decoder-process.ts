import type { ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { type PictureFormat, PictureProblem } from './picture-format'
import { startProgram } from './start-program'

/** How a stored picture is resized for a model, and cropped around its center. */
export interface PictureSample {
  resize: { width: number; height: number } | { shortest: number }
  crop: { width: number; height: number } | null
  kernel: 'nearest' | 'linear' | 'cubic' | 'lanczos3'
}

/** Arguments and results of the decoder's tasks; see picture-decoder.mjs. */
interface Tasks {
  render: {
    given: { format: PictureFormat; isPlain: boolean; room: number; maxBytes: number }
    result: { needs: number } | { full: Uint8Array | null; thumb: Uint8Array | null; width: number; height: number }
  }
  shrink: { given: { size: 'screen' | 'tile' }; result: Uint8Array | null }
  sample: { given: PictureSample; result: Uint8Array }
}

interface Request {
  message: { id: number; task: string; bytes: Uint8Array }
  /** Whether the decoder died while processing this and other pictures. It is then retried alone. */
  isSuspect: boolean
  isTooSlow: boolean
  timer?: NodeJS.Timeout
  resolve(result: unknown): void
  reject(error: Error): void
}

type Answer =
  | 'ready'
  | { id: number; result: unknown }
  | { id: number; problem: [expected: string, found: string, fix: string] }
  | { id: number; error: string }

interface Limits {
  pictureMs: number
  /** The decoder exits after this long without work, which frees its memory. */
  idleMs: number
}

const launch = (width: number): ChildProcess =>
  startProgram('picture-decoder.mjs', import.meta.url, { UV_THREADPOOL_SIZE: String(width) })

/** After this many failed starts in a row, the pictures are not the cause. */
const maxFailedStarts = 3

/**
 * The child process that decodes pictures: started on demand, stopped when idle, and restarted when it dies. The
 * pictures it was processing are retried one at a time; one that kills it when alone is refused.
 */
export class DecoderProcess {
  private child: ChildProcess | null = null
  private isReady = false
  private failedStarts = 0
  private lastId = 0
  private idle: NodeJS.Timeout | undefined
  private readonly waiting: Request[] = []
  private readonly underWay = new Map<number, Request>()
  private readonly width = Math.max(4, availableParallelism())

  constructor(private readonly limits: Limits = { pictureMs: 120_000, idleMs: 20_000 }) {}

  /** Set once the decoder accepts pictures. */
  get pid(): number | undefined {
    return this.isReady ? this.child?.pid : undefined
  }

  ask<Name extends keyof Tasks>(
    task: Name,
    bytes: Uint8Array,
    given: Tasks[Name]['given'],
  ): Promise<Tasks[Name]['result']> {
    return new Promise((resolve, reject) => {
      const message = { id: ++this.lastId, task, bytes, ...given }
      const settle = resolve as (result: unknown) => void
      this.waiting.push({ message, isSuspect: false, isTooSlow: false, resolve: settle, reject })
      this.sendNext()
    })
  }

  private sendNext(): void {
    const { child } = this
    if (this.waiting.length + this.underWay.size === 0) this.rest()
    else if (!child) this.start()
    else this.sendTo(child)
  }

  private sendTo(child: ChildProcess): void {
    clearTimeout(this.idle)
    child.ref()
    child.channel?.ref()
    for (let next = this.waiting[0]; this.isReady && next && this.hasRoomFor(next); next = this.waiting[0]) {
      this.waiting.shift()
      this.send(child, next)
    }
  }

  private hasRoomFor({ isSuspect }: Request): boolean {
    if (isSuspect) return this.underWay.size === 0
    return this.underWay.size < this.width && ![...this.underWay.values()].some((other) => other.isSuspect)
  }

  private send(child: ChildProcess, request: Request): void {
    this.underWay.set(request.message.id, request)
    request.timer = setTimeout(() => {
      request.isTooSlow = true
      child.kill('SIGKILL')
    }, this.limits.pictureMs)
    // A request that cannot be sent is retried when the decoder's exit is noticed.
    child.send(request.message, () => {})
  }

  private start(): void {
    const child = launch(this.width)
    this.child = child
    this.isReady = false
    child.on('message', (answer: Answer) => this.hear(answer))
    child.on('error', (error) => this.lose(child, error.message))
    child.once('exit', (code, signal) => this.lose(child, signal ?? `exit status ${code}`))
  }

  private hear(answer: Answer): void {
    if (answer === 'ready') {
      this.isReady = true
      this.failedStarts = 0
    } else {
      const request = this.underWay.get(answer.id)
      if (!request) return
      this.underWay.delete(answer.id)
      clearTimeout(request.timer)
      if ('result' in answer) request.resolve(answer.result)
      else if ('problem' in answer) request.reject(new PictureProblem(...answer.problem))
      else request.reject(new Error(answer.error))
    }
    this.sendNext()
  }

  /** Handles the decoder's exit: rejects its requests, or keeps them for the next decoder. */
  private lose(child: ChildProcess, how: string): void {
    if (this.child !== child) return
    this.child = null
    if (!this.isReady) this.noteFailedStart(how)
    this.isReady = false
    const lost = [...this.underWay.values()]
    this.underWay.clear()
    for (const request of lost.reverse()) {
      clearTimeout(request.timer)
      if (request.isTooSlow) request.reject(tooSlow(this.limits.pictureMs))
      else if (request.isSuspect) request.reject(deadly(how))
      else this.waiting.unshift(Object.assign(request, { isSuspect: true }))
    }
    this.sendNext()
  }

  private noteFailedStart(how: string): void {
    this.failedStarts++
    if (this.failedStarts < maxFailedStarts) return
    this.failedStarts = 0
    for (const request of this.waiting.splice(0))
      request.reject(new Error(`The process that decodes pictures does not start (${how}).`))
  }

  /** Lets this process exit, and stops the decoder after a while. */
  private rest(): void {
    const { child } = this
    child?.unref()
    child?.channel?.unref()
    clearTimeout(this.idle)
    this.idle = setTimeout(() => this.end(), this.limits.idleMs).unref()
  }

  private end(): void {
    const { child } = this
    this.child = null
    this.isReady = false
    if (child?.connected) child.disconnect()
  }
}

const remedy = 'Use another copy, or a smaller one, or remove it.'

const tooSlow = (ms: number) =>
  new PictureProblem(
    `an image that is decoded within ${Math.round(ms / 1000)} seconds`,
    'one that takes longer',
    remedy,
  )

const deadly = (how: string) =>
  new PictureProblem('an image that can be decoded', `one with which the decoder crashed twice (${how})`, remedy)
