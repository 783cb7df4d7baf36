import { ApiError } from '@/lib/client/api-error'

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
  /** Sends a part of a large file; says how much of it is on its way. Throws ApiError. */
  sendPart: (part: PartToSend, onSent: OnSent, signal: AbortSignal) => Promise<void>
  /** Sends small files at once. */
  sendPack: (files: readonly OutgoingFile[], onSent: OnSent, signal: AbortSignal) => Promise<void>
  onProgress: (progress: UploadProgress) => void
  signal: AbortSignal
  parallel?: number
  tries?: number
  pauseMs?: number
  /** So many files and bytes make a pack; no larger file goes into one. */
  packFiles?: number
  packBytes?: number
}

/** What no further file could change either: too much in all, not signed in, no such upload. */
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

/** Small files side by side in packs, each larger one alone. */
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

/**
 * Sends files, small ones in packs and large ones part by part, a few at once. What fails for a passing reason is tried
 * again, ever later. Gives the files that could not be sent, each with why; throws when nothing more can be sent at all,
 * or when it is stopped.
 */
export async function sendFiles(files: readonly OutgoingFile[], options: Options): Promise<FailedFile[]> {
  const { partBytes, sendPart, sendPack, onProgress, signal, parallel = 4, tries = 5, pauseMs = 500 } = options
  const { packFiles = 200, packBytes = 4 * 1024 * 1024 } = options
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
  const waiting = inPacks(files, packFiles, packBytes)
  const stop = new AbortController()
  const inner = AbortSignal.any([signal, stop.signal])
  const failed: FailedFile[] = []
  let sentBytes = 0
  let sentFiles = 0
  const tell = () => onProgress({ sentBytes, totalBytes, sentFiles, totalFiles: files.length })

  async function sendSurely(bytes: number, sent: readonly OutgoingFile[], send: (onSent: OnSent) => Promise<void>) {
    for (let attempt = 1; ; attempt++) {
      let onTheWay = 0
      const onSent = (some: number) => {
        const now = Math.min(some, bytes)
        sentBytes += now - onTheWay
        onTheWay = now
        tell()
      }
      try {
        await send(onSent)
        onSent(bytes)
        return
      } catch (error) {
        onSent(0)
        inner.throwIfAborted()
        const mayPass = error instanceof ApiError && error.isTemporary && attempt < tries
        if (!mayPass || !(await areReadable(sent))) throw error
        await pause(pauseMs * 2 ** (attempt - 1), inner)
      }
    }
  }

  async function sendOne(one: OutgoingFile) {
    const { path, file } = one
    let offset = 0
    try {
      do {
        const body = file.slice(offset, offset + partBytes)
        const start = offset
        await sendSurely(body.size, [one], (onSent) => sendPart({ path, offset: start, body }, onSent, inner))
        offset += body.size
      } while (offset < file.size)
      sentFiles++
    } catch (error) {
      inner.throwIfAborted()
      if (endsAll(error)) throw error
      sentBytes -= offset
      const reason = error instanceof ApiError ? error.message : 'It could not be uploaded.'
      const isGone = !(await isReadable(one))
      failed.push({ path, reason: isGone ? 'It was moved, changed or locked after you chose it.' : reason })
    }
    tell()
  }

  async function sendTogether(pack: readonly OutgoingFile[]) {
    const bytes = pack.reduce((sum, { file }) => sum + file.size, 0)
    try {
      await sendSurely(bytes, pack, (onSent) => sendPack(pack, onSent, inner))
      sentFiles += pack.length
      tell()
    } catch (error) {
      inner.throwIfAborted()
      if (endsAll(error)) throw error
      // One by one it shows which of them it is.
      for (const one of pack) {
        inner.throwIfAborted()
        await sendOne(one)
      }
    }
  }

  async function work() {
    for (let pack = waiting.shift(); pack; pack = waiting.shift()) {
      inner.throwIfAborted()
      if (pack.length === 1) await sendOne(pack[0]!)
      else await sendTogether(pack)
    }
  }
  tell()
  try {
    await Promise.all(Array.from({ length: Math.min(parallel, waiting.length) }, work))
  } catch (error) {
    stop.abort(error)
    throw error
  }
  return failed
}
