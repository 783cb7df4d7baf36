/** Why a file cannot be taken as a picture. The sentence is completed by whoever knows the file's name. */
export class PictureProblem extends Error {
  constructor(
    readonly expected: string,
    readonly found: string,
    /** One sentence on what to do, with its full stop. */
    readonly mend: string,
  ) {
    super(`expected ${expected}, found ${found}. ${mend}`)
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

/** The brands that an ISO media file says it keeps to, the main one first. */
function brandsOf(bytes: Uint8Array): string[] {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const end = Math.min(size, bytes.length, 256)
  const brands = [textAt(bytes, 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, at + 4))
  return brands
}

/** What a file is by its first bytes, whatever its name says; null when it is none of the pictures taken here. */
export const pictureFormat = (bytes: Uint8Array): PictureFormat | null =>
  signatures.find(([, fits]) => fits(bytes))?.[0] ?? null

const otherSignatures: readonly [string, (bytes: Uint8Array) => boolean][] = [
  ['a TIFF image', (bytes) => startsWith(bytes, ascii('II*\0')) || startsWith(bytes, ascii('MM\0*'))],
  ['a BMP image', (bytes) => startsWith(bytes, ascii('BM'))],
  ['a PDF', (bytes) => startsWith(bytes, ascii('%PDF'))],
  ['a zip', (bytes) => startsWith(bytes, ascii('PK'))],
  ['a HEIC image or a video', isBox],
]

/** What a file that is no picture seems to be, for the sentence that refuses it. */
export function otherContent(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  const known = otherSignatures.find(([, fits]) => fits(bytes))?.[0]
  if (known) return known
  const head = textAt(bytes, 0, Math.min(bytes.length, 1_024)).toLowerCase()
  if (head.includes('<svg')) return 'an SVG drawing'
  if (head.includes('<html') || head.includes('<!doctype html')) return 'an HTML page'
  if (head.includes('git-lfs')) return 'a Git LFS pointer instead of the file'
  return 'a file of another type'
}

// Any other chunk may hold where and by whom a photograph was taken, or further frames.
const plainChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])

/**
 * Whether these bytes are a WebP file that holds one picture and nothing beside it: what the storage itself writes. Such a
 * file is kept as it is, so that a picture that went out and comes in again keeps its hash and loses nothing.
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
