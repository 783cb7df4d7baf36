import { ApiError } from './api-error'

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

interface Options {
  partBytes: number
  /** Sends a part; says how much of it is on its way. Throws ApiError. */
  sendPart: (part: PartToSend, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<void>
  onProgress: (progress: UploadProgress) => void
  signal: AbortSignal
  parallel?: number
  tries?: number
  pauseMs?: number
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

const isReadable = (blob: Blob) =>
  blob
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )

/**
 * Sends files part by part, a few at once. A part that fails for a passing reason is tried again, ever later. Gives the
 * files that could not be sent, each with why; throws when nothing more can be sent at all, or when it is stopped.
 */
export async function sendFiles(files: readonly OutgoingFile[], options: Options): Promise<FailedFile[]> {
  const { partBytes, sendPart, onProgress, signal, parallel = 4, tries = 5, pauseMs = 500 } = options
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
  const stop = new AbortController()
  const inner = AbortSignal.any([signal, stop.signal])
  const failed: FailedFile[] = []
  let next = 0
  let sentBytes = 0
  let sentFiles = 0
  const tell = () => onProgress({ sentBytes, totalBytes, sentFiles, totalFiles: files.length })

  async function sendSurely(part: PartToSend) {
    for (let attempt = 1; ; attempt++) {
      let onTheWay = 0
      const onSent = (bytes: number) => {
        sentBytes += bytes - onTheWay
        onTheWay = bytes
        tell()
      }
      try {
        await sendPart(part, onSent, inner)
        onSent(part.body.size)
        return
      } catch (error) {
        onSent(0)
        inner.throwIfAborted()
        if (!(error instanceof ApiError) || !error.isTemporary || attempt >= tries) throw error
        await pause(pauseMs * 2 ** (attempt - 1), inner)
      }
    }
  }

  async function sendOne({ path, file }: OutgoingFile) {
    const before = sentBytes
    let offset = 0
    try {
      do {
        const body = file.slice(offset, offset + partBytes)
        await sendSurely({ path, offset, body })
        offset += body.size
      } while (offset < file.size)
      sentFiles++
    } catch (error) {
      inner.throwIfAborted()
      if (endsAll(error)) throw error
      sentBytes -= offset
      const reason = error instanceof ApiError ? error.message : 'It could not be sent.'
      const isGone = !(await isReadable(file))
      failed.push({ path, reason: isGone ? 'It was moved, changed or locked since it was chosen.' : reason })
    }
    if (before !== sentBytes || file.size === 0) tell()
  }

  async function work() {
    while (next < files.length) {
      inner.throwIfAborted()
      await sendOne(files[next++])
    }
  }
  tell()
  try {
    await Promise.all(Array.from({ length: Math.min(parallel, files.length) }, work))
  } catch (error) {
    stop.abort(error)
    throw error
  }
  return failed
}
