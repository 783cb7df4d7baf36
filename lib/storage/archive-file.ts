import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile as ZipReader } from 'yauzl'
import { ZipFile } from 'yazl'
import { AppError } from '@/lib/errors'
import { readProblem } from '@/lib/file-system'
import { DamagedFile, type ObjectStore } from './object-store'

const entryOptions = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compress: false }

/**
 * Streams what `write` puts into a store as an uncompressed zip, in that order. A `put` resolves once its bytes are in
 * the stream, so that only one object is in memory.
 */
export function archiveStream(write: (store: Pick<ObjectStore, 'put' | 'has'>) => Promise<void>): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream
  if (!(output instanceof Readable)) throw new TypeError('The zip writer did not provide a stream.')
  zip.on('error', (cause: Error) => output.destroy(cause))
  const written = new Set<string>()
  const put = (key: string, bytes: Uint8Array) =>
    new Promise<void>((done, fail) => {
      written.add(key)
      const stop = () => fail(output.errored ?? new Error('The archive is no longer being written.'))
      output.once('close', stop)
      const options = { ...entryOptions, size: bytes.length }
      zip.addReadStreamLazy(key, options, (ready) => {
        const source = Readable.from([bytes], { objectMode: false })
        source.once('end', () => {
          output.off('close', stop)
          done()
        })
        ready(null, source)
      })
      if (output.destroyed) stop()
    })
  write({ put, has: async (key) => written.has(key) }).then(
    () => zip.end(),
    (cause: Error) => output.destroy(cause),
  )
  return output
}

async function entriesOf(zip: ZipReader): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(String(entry.fileName), entry)
  return entries
}

/**
 * Opens a zip from `archiveStream` in place. Throws AppError if the file cannot be read or is not a zip, and `get`
 * throws DamagedFile if its bytes have changed.
 */
export async function openArchiveFile(file: string): Promise<{ store: ObjectStore; close(): void }> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true } as const
  const wrong = (cause: unknown) => {
    const { message, code } = cause as NodeJS.ErrnoException
    return code === undefined
      ? new AppError('invalid-input', `${file} is not a whole archive: ${message.replace(/\.+$/, '')}. Copy it again.`)
      : readProblem(file, cause)
  }
  const zip = await openPromise(file, options).catch((cause: unknown) => {
    throw wrong(cause)
  })
  const entries = await entriesOf(zip).catch((cause: unknown) => {
    zip.close()
    throw wrong(cause)
  })
  const readOnly = () => Promise.reject(new TypeError('An archive is not written to once it is made.'))
  const stream = async (key: string) => {
    const entry = entries.get(key)
    return entry === undefined ? null : zip.openReadStreamPromise(entry)
  }
  const store: ObjectStore = {
    put: readOnly,
    remove: readOnly,
    removeLeftovers: readOnly,
    stream,
    get: async (key) => {
      const source = await stream(key).catch((cause: unknown) => {
        throw wrong(cause)
      })
      if (!source) return null
      const bytes = await buffer(source).catch((cause: unknown) => {
        throw wrong(cause)
      })
      // The manifest and the thumbnails have no other checksum.
      if (crc32(bytes) !== entries.get(key)?.crc32)
        throw new DamagedFile('invalid-input', `${key} in ${file} is damaged. Copy the archive again.`)
      return bytes
    },
    has: async (key) => entries.has(key),
    async *list(prefix) {
      for (const [key, { uncompressedSize }] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
        if (key.startsWith(prefix)) yield { key, byteSize: uncompressedSize }
    },
  }
  return { store, close: () => zip.close() }
}
