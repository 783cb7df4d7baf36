import { addressOf, refusal, request } from '@/lib/client/api'
import { ApiError } from '@/lib/client/api-error'
import { type UploadPack, uploadPartBytes } from '@/lib/contracts/data/upload'
import * as endpoints from '@/lib/contracts/endpoints/data'
import { type OutgoingFile, type PartToSend, sendFiles, type UploadProgress } from './upload-pool'

export const createUpload = (slug: string) => request(endpoints.createUpload, { project: slug })

export const discardUpload = (slug: string, uploadId: string) =>
  request(endpoints.discardUpload, { project: slug, upload: uploadId })

/** Without any progress for so long, the connection counts as lost. */
const silenceMs = 60_000

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// fetch does not say how much of a body is on its way; this does.
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

/** Sends files into an upload; gives those that could not be sent. */
export function sendUpload(slug: string, uploadId: string, files: readonly OutgoingFile[], options: SendOptions) {
  const upload = { project: slug, upload: uploadId }
  const sendPart = ({ path, offset, body }: PartToSend, onSent: (bytes: number) => void, signal: AbortSignal) =>
    put(addressOf(endpoints.receiveUploadPart.path, upload, { path, offset }), body, onSent, signal)
  const sendPack = (pack: readonly OutgoingFile[], onSent: (bytes: number) => void, signal: AbortSignal) => {
    const list: UploadPack = { files: pack.map(({ path, file }) => ({ path, byteSize: file.size })) }
    const body = new Blob([`${JSON.stringify(list)}\n`, ...pack.map(({ file }) => file)])
    return put(addressOf(endpoints.receiveUploadPack.path, upload), body, onSent, signal)
  }
  return sendFiles(files, { partBytes: uploadPartBytes, sendPart, sendPack, ...options })
}
