import { ApiError, caller, refusal } from '@/lib/client/api'
import { addressOf } from '@/lib/contracts/address-of'
import { type UploadPack, uploadPartBytes } from '@/lib/contracts/data/upload'
import * as endpoints from '@/lib/contracts/endpoints/data'

export interface OutgoingFile {
  path: string
  file: Blob
}

export interface FailedFile {
  path: string
  reason: string
}

export interface UploadProgress {
  sentBytes: number
  totalBytes: number
  sentFiles: number
  totalFiles: number
}

export interface PartToSend {
  path: string
  offset: number
  body: Blob
}

type OnSent = (bytes: number) => void

interface Options {
  partBytes: number
  /** Sends small files, or a part of a large one, and reports how many bytes are sent. Throws ApiError. */
  sendPack: (parts: readonly PartToSend[], onSent: OnSent, signal: AbortSignal) => Promise<void>
  onProgress: (progress: UploadProgress) => void
  signal: AbortSignal
  parallel?: number
  tries?: number
  pauseMs?: number
  /** Limits of a pack. Larger files are sent in parts. */
  packFiles?: number
  packBytes?: number
}

const defaults = { parallel: 4, tries: 5, pauseMs: 500, packFiles: 200, packBytes: 4 * 1024 * 1024 }

/** Whether an error would affect every further file: quota exceeded, signed out, or no such upload. */
const endsAll = (error: unknown) => error instanceof ApiError && [401, 403, 404, 413].includes(error.status)

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

const isReadable = ({ file }: OutgoingFile) =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )

const areReadable = async (files: readonly OutgoingFile[]) => (await Promise.all(files.map(isReadable))).every(Boolean)

/** Groups small files into packs; each larger file is on its own. */
function inPacks(files: readonly OutgoingFile[], packFiles: number, packBytes: number): OutgoingFile[][] {
  const packs: OutgoingFile[][] = []
  let open: OutgoingFile[] = []
  let openBytes = 0
  for (const one of files) {
    if (one.file.size > packBytes / 4) {
      packs.push([one])
      continue
    }
    if (open.length === packFiles || openBytes + one.file.size > packBytes) {
      open = []
      openBytes = 0
    }
    if (open.length === 0) packs.push(open)
    open.push(one)
    openBytes += one.file.size
  }
  return packs
}

class UploadPool {
  private readonly options: Required<Options>
  private readonly waiting: OutgoingFile[][]
  private readonly stop = new AbortController()
  private readonly signal: AbortSignal
  private readonly progress: UploadProgress
  private readonly failed: FailedFile[] = []

  constructor(files: readonly OutgoingFile[], options: Options) {
    this.options = { ...defaults, ...options }
    this.waiting = inPacks(files, this.options.packFiles, this.options.packBytes)
    this.signal = AbortSignal.any([options.signal, this.stop.signal])
    const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
    this.progress = { sentBytes: 0, totalBytes, sentFiles: 0, totalFiles: files.length }
  }

  async send(): Promise<FailedFile[]> {
    this.report()
    try {
      const width = Math.min(this.options.parallel, this.waiting.length)
      await Promise.all(Array.from({ length: width }, () => this.work()))
    } catch (error) {
      this.stop.abort(error)
      throw error
    }
    return this.failed
  }

  private async work() {
    for (let pack = this.waiting.shift(); pack; pack = this.waiting.shift()) {
      this.signal.throwIfAborted()
      if (pack.length === 1) await this.sendOne(pack[0]!)
      else await this.sendTogether(pack)
    }
  }

  private async sendTogether(pack: readonly OutgoingFile[]) {
    const parts = pack.map(({ path, file }) => ({ path, offset: 0, body: file }))
    try {
      await this.sendSurely(parts, pack)
      this.progress.sentFiles += pack.length
      this.report()
    } catch (error) {
      this.signal.throwIfAborted()
      if (endsAll(error)) throw error
      // Sending one by one shows which file was rejected.
      for (const one of pack) {
        this.signal.throwIfAborted()
        await this.sendOne(one)
      }
    }
  }

  private async sendOne(one: OutgoingFile) {
    const { path, file } = one
    let offset = 0
    try {
      do {
        const part = { path, offset, body: file.slice(offset, offset + this.options.partBytes) }
        await this.sendSurely([part], [one])
        offset += part.body.size
      } while (offset < file.size)
      this.progress.sentFiles++
    } catch (error) {
      this.signal.throwIfAborted()
      if (endsAll(error)) throw error
      this.progress.sentBytes -= offset
      const reason = error instanceof ApiError ? error.message : 'It could not be uploaded.'
      const isGone = !(await isReadable(one))
      this.failed.push({ path, reason: isGone ? 'It was moved, changed or locked after you chose it.' : reason })
    }
    this.report()
  }

  /** Retries temporary errors. Before each retry, subtracts the progress of the failed attempt. */
  private async sendSurely(parts: readonly PartToSend[], files: readonly OutgoingFile[]) {
    const bytes = parts.reduce((sum, { body }) => sum + body.size, 0)
    for (let attempt = 1; ; attempt++) {
      let countedBytes = 0
      const onSent = (some: number) => {
        const now = Math.min(some, bytes)
        this.progress.sentBytes += now - countedBytes
        countedBytes = now
        this.report()
      }
      try {
        await this.options.sendPack(parts, onSent, this.signal)
        onSent(bytes)
        return
      } catch (error) {
        onSent(0)
        this.signal.throwIfAborted()
        const mayPass = error instanceof ApiError && error.isTemporary && attempt < this.options.tries
        if (!mayPass || !(await areReadable(files))) throw error
        await pause(this.options.pauseMs * 2 ** (attempt - 1), this.signal)
      }
    }
  }

  private report() {
    this.options.onProgress({ ...this.progress })
  }
}

/**
 * Sends files, small ones in packs and large ones in parts, a few at once. Retries temporary errors. Returns the files
 * that failed, with reasons. Throws if nothing more can be sent or if it is aborted.
 */
export const sendFiles = (files: readonly OutgoingFile[], options: Options): Promise<FailedFile[]> =>
  new UploadPool(files, options).send()

export const createUpload = caller(endpoints.createUpload)
export const discardUpload = caller(endpoints.discardUpload)

/** After this long without progress, the connection counts as lost. */
const silenceMs = 60_000

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// XMLHttpRequest, because fetch does not report upload progress.
function put(address: string, body: Blob, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let silence: ReturnType<typeof setTimeout> | undefined
    const stop = () => request.abort()
    const listen = () => {
      clearTimeout(silence)
      silence = setTimeout(stop, silenceMs)
    }
    const end = (act: () => void) => {
      clearTimeout(silence)
      signal.removeEventListener('abort', stop)
      act()
    }
    const lost = () => new ApiError(0, 'offline', 'The server could not be reached.')
    request.open('PUT', address)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = (event) => {
      listen()
      onSent(Math.min(event.loaded, body.size))
    }
    request.onload = () =>
      end(() => {
        if (request.status >= 200 && request.status < 300) resolve()
        else reject(refusal(request.status, readJson(request.responseText)))
      })
    request.onerror = () => end(() => reject(lost()))
    request.onabort = () => end(() => reject(signal.aborted ? signal.reason : lost()))
    signal.addEventListener('abort', stop, { once: true })
    listen()
    request.send(body)
  })
}

interface SendOptions {
  onProgress: (progress: UploadProgress) => void
  signal: AbortSignal
}

/** Sends files into an upload. Returns those that failed. */
export function sendUpload(slug: string, uploadId: string, files: readonly OutgoingFile[], options: SendOptions) {
  const address = addressOf(endpoints.receiveUploadPack.path, { project: slug, upload: uploadId })
  const sendPack: Options['sendPack'] = (parts, onSent, signal) => {
    const list: UploadPack = { files: parts.map(({ path, offset, body }) => ({ path, offset, byteSize: body.size })) }
    return put(address, new Blob([`${JSON.stringify(list)}\n`, ...parts.map(({ body }) => body)]), onSent, signal)
  }
  return sendFiles(files, { partBytes: uploadPartBytes, sendPack, ...options })
}

/**
 * Sends files into a new upload for `use`, which gets its id. Throws ApiError if a file could not be sent. Discards the
 * upload if sending or `use` fails.
 */
export async function withUpload<Result>(
  slug: string,
  files: readonly OutgoingFile[],
  options: SendOptions,
  use: (uploadId: string) => Promise<Result>,
): Promise<Result> {
  const { id } = await createUpload(slug)
  try {
    const [failed] = await sendUpload(slug, id, files, options)
    if (failed) throw new ApiError(0, 'offline', `${failed.path} could not be uploaded. ${failed.reason}`)
    return await use(id)
  } catch (error) {
    // The server deletes abandoned uploads within a day.
    discardUpload(slug, id).catch(() => {})
    throw error
  }
}
