import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { reasonOf } from '@/lib/file-system'
import { FormatError, unreadable } from '@/lib/formats/format-error'
import {
  checkNpyHeader,
  type ExpectedArray,
  type NpyHeader,
  npyHeadLength,
  parseNpyHeader,
  shapeText,
} from './npy-header'

export type NpzLimits = {
  /** Limit on the uncompressed size of an array. */
  maxArrayBytes: number
  /** Deflate cannot exceed 1,032 to 1, so a file that claims more lies about its sizes. */
  maxCompressionRatio: number
  maxArrays: number
}
const defaultNpzLimits: NpzLimits = { maxArrayBytes: 4 * 2 ** 30, maxCompressionRatio: 1_032, maxArrays: 1_000 }

export type NpyStream = {
  name: string
  header: NpyHeader
  /** The data of the array, in chunks of about 16 KiB. Can be iterated once. */
  chunks: AsyncGenerator<Buffer, void, undefined>
}

const fixFile = 'Use an undamaged copy of the file.'
const fixArray = 'Save the array again with numpy.savez_compressed.'

/**
 * An open .npz file (a zip of .npy arrays), read as a stream: only a chunk of one array is in memory.
 *
 * Every chunk is counted against the shape in the array's own header, so that reading a zip bomb stops after the first
 * excess byte. The zip's checksum is verified at the end of each array.
 */
export class NpzFile {
  private constructor(
    readonly path: string,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: NpzLimits,
  ) {}

  static async open(path: string, limits: Partial<NpzLimits> = {}): Promise<NpzFile> {
    const bounds = { ...defaultNpzLimits, ...limits }
    const broken = (cause: unknown) =>
      new FormatError(path, 'the file', { expected: 'a zip of .npy arrays', found: reasonOf(cause), fix: fixFile })
    // Sizes are checked against the arrays' headers instead, which is stricter than the zip's own sizes.
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: false }
    const zip = await openPromise(path, options).catch((cause: unknown) => {
      const isOfSystem = cause instanceof Error && 'syscall' in cause
      throw isOfSystem ? unreadable(path, cause) : broken(cause)
    })
    const entries = new Map<string, Entry>()
    try {
      for await (const entry of zip.eachEntry()) {
        if (!entry.fileName.endsWith('.npy')) throw new Error(`the entry "${entry.fileName}"`)
        const name = entry.fileName.slice(0, -'.npy'.length)
        if (entries.has(name)) throw new Error(`two arrays named "${name}"`)
        if (entries.size >= bounds.maxArrays) throw new Error(`more than ${bounds.maxArrays} arrays`)
        entries.set(name, entry)
      }
      if (entries.size === 0) throw new Error('no arrays')
    } catch (cause) {
      zip.close()
      throw broken(cause)
    }
    return new NpzFile(path, zip, entries, bounds)
  }

  get names(): string[] {
    return [...this.entries.keys()]
  }

  close(): void {
    this.zip.close()
  }

  /** Reads the header of one array, checks it, and positions the stream at the first number. */
  async array(name: string, expected: ExpectedArray): Promise<NpyStream> {
    const entry = this.entries.get(name)
    if (!entry) {
      throw this.error(
        name,
        'an array of this name',
        `only ${this.names.join(', ')}`,
        'Use the file with its original array names.',
      )
    }
    this.refuseImpossibleSizes(name, entry)
    const stream = await this.zip.openReadStreamPromise(entry).catch((cause: unknown) => {
      throw this.error(name, 'readable compressed data', reasonOf(cause), fixFile)
    })
    const pieces: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
    try {
      const { head, rest } = await this.readHead(name, pieces)
      const header = this.checkedHeader(name, head, expected)
      const declared = entry.uncompressedSize - head.length
      if (declared !== header.byteLength) {
        throw this.error(
          name,
          `${header.byteLength} bytes for shape ${shapeText(header.shape)}`,
          `${declared} bytes`,
          fixArray,
        )
      }
      return { name, header, chunks: this.body(name, entry, header, head, rest, pieces) }
    } catch (cause) {
      await pieces.return?.()
      throw cause
    }
  }

  error(name: string, expected: string, found: string, fix: string): FormatError {
    return new FormatError(this.path, `array "${name}"`, { expected, found, fix })
  }

  private refuseImpossibleSizes(name: string, entry: Entry) {
    const { maxArrayBytes, maxCompressionRatio } = this.limits
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (entry.uncompressedSize > maxArrayBytes) {
      throw this.error(
        name,
        `at most ${maxArrayBytes} bytes`,
        `${entry.uncompressedSize}`,
        'Split the array or raise the limit.',
      )
    }
    if (ratio > maxCompressionRatio && entry.uncompressedSize > 65_536) {
      const found = `${Math.round(ratio)} to 1`
      throw this.error(name, `a compression ratio of at most ${maxCompressionRatio} to 1`, found, fixArray)
    }
  }

  private async next(name: string, pieces: AsyncIterator<Buffer>): Promise<Buffer | null> {
    try {
      const piece = await pieces.next()
      return piece.done ? null : piece.value
    } catch (cause) {
      throw this.error(name, 'readable compressed data', reasonOf(cause), fixFile)
    }
  }

  private async readHead(name: string, pieces: AsyncIterator<Buffer>) {
    let read: Buffer = Buffer.alloc(0)
    const readTo = async (length: number) => {
      while (read.length < length) {
        const piece = await this.next(name, pieces)
        if (!piece) throw this.error(name, 'an .npy header', `the end of the file after ${read.length} bytes`, fixFile)
        read = read.length === 0 ? piece : Buffer.concat([read, piece])
      }
    }
    await readTo(12)
    const length = this.understood(name, () => npyHeadLength(read))
    await readTo(length)
    return { head: read.subarray(0, length), rest: read.subarray(length) }
  }

  private understood<Value>(name: string, read: () => Value): Value {
    try {
      return read()
    } catch (cause) {
      throw this.error(name, 'a supported .npy header', reasonOf(cause), fixArray)
    }
  }

  private checkedHeader(name: string, head: Buffer, expected: ExpectedArray): NpyHeader {
    const header = this.understood(name, () => parseNpyHeader(head))
    checkNpyHeader(header, expected, (wanted, found, fix) => this.error(name, wanted, found, fix))
    return header
  }

  private async *body(
    name: string,
    entry: Entry,
    header: NpyHeader,
    head: Buffer,
    rest: Buffer,
    pieces: AsyncIterator<Buffer>,
  ): AsyncGenerator<Buffer, void, undefined> {
    const wanted = `${header.byteLength} bytes for shape ${shapeText(header.shape)}`
    let received = 0
    let checksum = crc32(head)
    try {
      for (let piece: Buffer | null = rest; piece; piece = await this.next(name, pieces)) {
        received += piece.length
        if (received > header.byteLength) throw this.error(name, wanted, 'more than that', fixArray)
        checksum = crc32(piece, checksum)
        if (piece.length > 0) yield piece
      }
      if (received < header.byteLength)
        throw this.error(name, wanted, `the end of the file after ${received} bytes`, fixFile)
      if (checksum !== entry.crc32) throw this.error(name, `checksum ${entry.crc32}`, `${checksum}`, fixFile)
    } finally {
      await pieces.return?.()
    }
  }
}

export async function withNpz<Value>(
  path: string,
  use: (npz: NpzFile) => Promise<Value>,
  limits: Partial<NpzLimits> = {},
): Promise<Value> {
  const npz = await NpzFile.open(path, limits)
  try {
    return await use(npz)
  } finally {
    npz.close()
  }
}

/** Limit on arrays that are read whole, so that a wrong file cannot exhaust memory. */
const wholeArrayLimit = 512 * 2 ** 20

/** Reads a whole array into a new buffer, aligned for every typed array. */
export async function readWholeArray(npz: NpzFile, name: string, dtype: string, shape: readonly (number | null)[]) {
  const { header, chunks } = await npz.array(name, { dtype, shape, maxBytes: wholeArrayLimit })
  const bytes = new Uint8Array(header.byteLength)
  let filled = 0
  for await (const chunk of chunks) {
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  return bytes.buffer
}

/** Reads ids as numbers; refuses repeats and ids that a number cannot represent exactly. */
export async function readIds(npz: NpzFile, name: string): Promise<number[]> {
  const ids = Array.from(new BigInt64Array(await readWholeArray(npz, name, '<i8', [null])), Number)
  const seen = new Set<number>()
  for (const [index, id] of ids.entries()) {
    if (!Number.isSafeInteger(id)) {
      throw npz.error(name, 'ids below 2^53', `${id} at index ${index}`, 'Renumber the raters.')
    }
    if (seen.has(id)) throw npz.error(name, 'unique ids', `${id} again at index ${index}`, 'Give each rater one row.')
    seen.add(id)
  }
  return ids
}
