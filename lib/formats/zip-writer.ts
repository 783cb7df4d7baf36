import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export interface ZipItem {
  name: string
  /** Called when its turn has come, so that no more than one is open. */
  open: () => Promise<Readable>
  /** Pictures are compressed already. */
  isCompressed: boolean
}

/**
 * A zip of these files, in this order, as a stream. The same files give the same bytes: all are dated 1980-01-01.
 */
export function zipStream(items: Iterable<ZipItem>): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream
  if (!(output instanceof Readable)) throw new TypeError('The zip writer did not provide a stream.')
  zip.on('error', (cause: Error) => output.destroy(cause))
  let source: Readable | null = null
  output.once('close', () => source?.destroy())
  // A file may be missing before anybody reads the zip. Whoever reads it then gets the error; before, it must not
  // be an uncaught one.
  output.on('error', () => undefined)
  const date = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 }
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
