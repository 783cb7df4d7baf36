/** Why a file is not accepted as a picture. The caller adds the file name. */
export class PictureProblem extends Error {
  constructor(
    readonly expected: string,
    readonly found: string,
    /** One sentence on what to do, with a full stop. */
    readonly fix: string,
  ) {
    super(`expected ${expected}, found ${found}. ${fix}`)
    this.name = 'PictureProblem'
  }
}

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  bytes.length >= at + signature.length && signature.every((byte, k) => bytes[at + k] === byte)
const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0))
const textAt = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

const signatures: readonly [PictureFormat, (bytes: Uint8Array) => boolean][] = [
  ['jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ['png', (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['webp', (bytes) => startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)],
  ['gif', (bytes) => startsWith(bytes, ascii('GIF87a')) || startsWith(bytes, ascii('GIF89a'))],
  ['avif', (bytes) => isBox(bytes) && ['avif', 'avis'].some((brand) => brandsOf(bytes).includes(brand))],
]

const isBox = (bytes: Uint8Array) => startsWith(bytes, ascii('ftyp'), 4)

/** Returns the brands of an ISO media file, the main one first. */
function brandsOf(bytes: Uint8Array): string[] {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const end = Math.min(size, bytes.length, 256)
  const brands = [textAt(bytes, 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, at + 4))
  return brands
}

/** Detects the format by the first bytes, whatever the file name; null if it is not supported. */
export const pictureFormat = (bytes: Uint8Array): PictureFormat | null =>
  signatures.find(([, fits]) => fits(bytes))?.[0] ?? null

const otherSignatures: readonly [string, (bytes: Uint8Array) => boolean][] = [
  ['a TIFF image', (bytes) => startsWith(bytes, ascii('II*\0')) || startsWith(bytes, ascii('MM\0*'))],
  ['a BMP image', (bytes) => startsWith(bytes, ascii('BM'))],
  ['a PDF', (bytes) => startsWith(bytes, ascii('%PDF'))],
  ['a zip', (bytes) => startsWith(bytes, ascii('PK'))],
  ['a HEIC image or a video', isBox],
]

export function describeContent(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  const known = otherSignatures.find(([, fits]) => fits(bytes))?.[0]
  if (known) return known
  const head = textAt(bytes, 0, Math.min(bytes.length, 1_024)).toLowerCase()
  if (head.includes('<svg')) return 'an SVG drawing'
  if (head.includes('<html') || head.includes('<!doctype html')) return 'an HTML page'
  if (head.includes('git-lfs')) return 'a Git LFS pointer instead of the file'
  return 'a file of another type'
}

// Other chunks may contain metadata, such as the location of a photograph, or more frames.
const plainChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])

/**
 * Returns whether the bytes are a WebP file with one picture and nothing else, as this store writes it. Such a file is
 * stored unchanged, so that a re-imported picture keeps its hash and loses no quality.
 */
export function isPlainWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 20 || textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 12) !== 'WEBP') return false
  if (view.getUint32(4, true) + 8 !== bytes.length) return false
  let at = 12
  while (at + 8 <= bytes.length) {
    if (!plainChunks.has(textAt(bytes, at, at + 4))) return false
    const size = view.getUint32(at + 4, true)
    at += 8 + size + (size % 2)
  }
  return at === bytes.length
}
