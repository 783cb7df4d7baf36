import { stat } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { isSystemFile } from '@/lib/domain/data/file-role'
import { uploadPathProblem } from '@/lib/domain/data/upload-path'
import { reasonOf } from '@/lib/file-system'
import { type FileTree, inNameOrder, maxFileBytes, type TreeFile } from './file-tree'
import { FormatError, unreadable } from './format-error'

export interface ZipLimits {
  maxEntries: number
  /** Total uncompressed size. Files are never unpacked together, but a larger zip is not a data set. */
  maxBytes: number
  /** Pictures are already compressed, so an entry that expands far beyond its size is malicious. */
  maxRatio: number
}
const defaults: ZipLimits = { maxEntries: 5_000_000, maxBytes: 2 ** 41, maxRatio: 200 }
/** A small text may exceed that ratio. */
const smallBytes = 2 ** 20

const fixZip = 'Create the zip again from the image folder only.'
/** The single top-level folder that contains everything; blank if there is none. */
function topFolder([first = '', ...others]: string[]): string {
  const top = first.slice(0, first.indexOf('/') + 1)
  return others.every((name) => name.startsWith(top)) ? top.slice(0, -1) : ''
}

const isLink = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

function checkEntry(
  entry: Entry,
  name: string,
  limits: ZipLimits,
  wrong: (found: string, fix?: string) => FormatError,
) {
  const problem = uploadPathProblem(name)
  if (problem) throw wrong(`an entry whose path ${problem}`)
  if (isLink(entry)) throw wrong('a link to another file', 'Add the file itself to the zip.')
  if (entry.isEncrypted()) throw wrong('an encrypted entry', 'Create the zip again without a password.')
  if (!entry.canDecodeFileData())
    throw wrong(`compression method ${entry.compressionMethod}`, 'Create the zip again with standard compression.')
  const { compressedSize, uncompressedSize } = entry
  const ratio = uncompressedSize / Math.max(1, compressedSize)
  if (uncompressedSize > smallBytes && ratio > limits.maxRatio)
    throw wrong(`a compression ratio of ${Math.round(ratio)} to 1`, 'Remove it. Images do not compress this much.')
}

/** Refuses a file whose name is that of another file's folder, since such a zip cannot be unpacked. */
function checkFolders(entries: ReadonlyMap<string, Entry>, wrong: (where: string, found: string) => FormatError) {
  for (const name of entries.keys())
    for (const { index } of name.matchAll(/\//g)) {
      const folder = name.slice(0, index)
      if (entries.has(folder))
        throw wrong(`entry “${name.slice(0, 200)}”`, `a folder with the name of the file “${folder}”`)
    }
}

/** Lists the entries of an open zip by name, checking all before any is read. */
async function readEntries(zip: ZipFile, path: string, limits: ZipLimits): Promise<Map<string, Entry>> {
  const wrong = (where: string, found: string, fix = fixZip) =>
    new FormatError(path, where, { expected: 'a zip of images', found, fix })
  const entries = new Map<string, Entry>()
  let unfolded = 0
  let packed = 0
  for await (const entry of zip.eachEntry()) {
    // Strict: a backslash is not converted to a slash, so that it is refused.
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
    if (name.endsWith('/') && entry.uncompressedSize === 0 && !uploadPathProblem(name.slice(0, -1))) continue
    const where = `entry “${name.slice(0, 200)}”`
    checkEntry(entry, name, limits, (found, fix) => wrong(where, found, fix))
    unfolded += entry.uncompressedSize
    packed += entry.compressedSize
    if (unfolded > limits.maxBytes) throw wrong('the file', `files of more than ${limits.maxBytes} bytes in total`)
    if (entries.has(name)) throw wrong(where, 'a second file with this name')
    if (entries.size >= limits.maxEntries) throw wrong('the file', `more than ${limits.maxEntries} files`)
    if (!isSystemFile(name)) entries.set(name, entry)
  }
  checkFolders(entries, wrong)
  // Another kind of zip bomb has many entries that share the same bytes.
  if (packed > (await stat(path)).size) throw wrong('the file', 'overlapping entries')
  return entries
}

const readEntry = async (zip: ZipFile, entry: Entry, path: string, name: string, signal?: AbortSignal) => {
  const broken = (found: string) =>
    new FormatError(path, `entry “${name}”`, { expected: 'an undamaged entry', found, fix: fixZip })
  if (entry.uncompressedSize > maxFileBytes) throw broken(`${entry.uncompressedSize} bytes`)
  try {
    const stream = await zip.openReadStreamPromise(entry)
    const stop = () => stream.destroy(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    try {
      const content = await buffer(stream)
      if (crc32(content) !== entry.crc32) throw new Error('a wrong checksum')
      return content
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  } catch (cause) {
    signal?.throwIfAborted()
    throw broken(reasonOf(cause))
  }
}

/**
 * The files of a zip, read in place: nothing is ever unpacked to a path that an entry names. If everything is in one
 * folder, names are relative to it, as if that folder had been given.
 *
 * Refuses entries that leave the folder or are absolute, links, encrypted entries, entries that expand more than
 * pictures do, and repeated names.
 */
export async function zipTree(path: string, limits: Partial<ZipLimits> = {}): Promise<FileTree> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false as const, validateEntrySizes: true }
  const reason = (cause: unknown) =>
    /End of central directory/.test(reasonOf(cause)) ? 'a file that is not a zip, or is cut off' : reasonOf(cause)
  const broken = (cause: unknown) =>
    new FormatError(path, 'the file', { expected: 'a zip', found: reason(cause).replace(/\.+$/, ''), fix: fixZip })
  const zip = await openPromise(path, options).catch((cause: unknown) => {
    throw cause instanceof Error && 'syscall' in cause ? unreadable(path, cause) : broken(cause)
  })
  try {
    const entries = await readEntries(zip, path, { ...defaults, ...limits })
    const roof = topFolder([...entries.keys()])
    const files = new Map<string, TreeFile>()
    for (const [whole, entry] of entries) {
      const name = roof === '' ? whole : whole.slice(roof.length + 1)
      const read = (signal?: AbortSignal) => readEntry(zip, entry, path, whole, signal)
      files.set(name, { name, byteSize: entry.uncompressedSize, read })
    }
    const inOrder = inNameOrder(files.values())
    return {
      location: path,
      files: async () => inOrder,
      find: async (name) => files.get(name) ?? null,
      close: () => zip.close(),
    }
  } catch (cause) {
    zip.close()
    throw cause instanceof FormatError ? cause : broken(cause)
  }
}
