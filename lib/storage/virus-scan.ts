import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { AppError, messageOf } from '@/lib/errors'

/** A scanner that is silent for this long counts as unreachable. */
const maxWaitMs = 120_000

/** Parses the address of clamd: `host:port`, or the path of its socket. */
const addressOf = (clamd: string) => {
  if (clamd.startsWith('/')) return { path: clamd }
  const colon = clamd.lastIndexOf(':')
  return { host: clamd.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(clamd.slice(colon + 1)) }
}

/** Frames the bytes for clamd's INSTREAM: each chunk after its length in four bytes, and a length of 0 at the end. */
async function* framed(chunks: AsyncIterable<Buffer>) {
  yield Buffer.from('zINSTREAM\0')
  for await (const chunk of chunks) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    yield length
    yield chunk
  }
  yield Buffer.alloc(4)
}

async function ask(file: string, clamd: string, signal: AbortSignal | undefined): Promise<string> {
  const socket = connect({ ...addressOf(clamd), timeout: maxWaitMs, ...(signal && { signal }) })
  socket.on('timeout', () => socket.destroy(new Error('it did not answer')))
  const sent = pipeline(createReadStream(file), framed, socket, { end: false }).catch((error: unknown) => error)
  let reply = ''
  // A file that is too long is answered while it is still being sent, and then not read any further.
  for await (const chunk of socket) {
    reply += chunk
    if (reply.includes('\0')) return reply.slice(0, reply.indexOf('\0')).trim()
  }
  throw (await sent) ?? new Error('it ended the connection')
}

/**
 * Returns the name of the malware that ClamAV finds in a file, or null. `clamd` is the server's address. Throws
 * AppError `unavailable` if it cannot be reached or cannot scan the file.
 */
export async function findMalware(file: string, clamd: string, signal?: AbortSignal): Promise<string | null> {
  let reply: string
  try {
    reply = await ask(file, clamd, signal)
  } catch (error) {
    signal?.throwIfAborted()
    const why = messageOf(error)
    throw new AppError(
      'unavailable',
      `The virus scanner at ${clamd} cannot be reached: ${why}. Uploaded files wait for it.`,
    )
  }
  const found = /^stream: (.+) FOUND$/.exec(reply)?.[1]
  if (found) return found
  if (reply === 'stream: OK') return null
  throw new AppError(
    'unavailable',
    `The virus scanner could not check a file: ${reply}. Files over its limits need a larger StreamMaxLength in clamd.conf.`,
  )
}
