import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export interface ZipItem {
  name: string
  /** Called when the item is reached, so that only one is open at a time. */
  open: () => Promise<Readable>
  /** Pictures are already compressed. */
  isCompressed: boolean
}

/** Writes these files, in order, as a zip stream. The same files give the same bytes: all are dated 1980-01-01. */
export function zipStream(items: Iterable<ZipItem>, mode = 0o100644): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream
  if (!(output instanceof Readable)) throw new TypeError('The zip writer did not provide a stream.')
  zip.on('error', (cause: Error) => output.destroy(cause))
  let source: Readable | null = null
  output.once('close', () => source?.destroy())
  // A file may be missing before anyone reads the zip. The reader gets the error; it must not be uncaught until then.
  output.on('error', () => undefined)
  const date = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode }
  for (const { name, open, isCompressed } of items) {
    zip.addReadStreamLazy(name, { ...date, compress: !isCompressed }, (ready) => {
      open().then(
        (opened) => {
          source = opened
          opened.on('error', (cause) => output.destroy(cause))
          ready(null, opened)
        },
        (cause: Error) => output.destroy(cause),
      )
    })
  }
  zip.end()
  return output
}
