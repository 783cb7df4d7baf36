/** Pictures are shown at most this large. */
export const longestSide = 2_048
/** What is sent to look at the whole picture. */
export const screenSide = 1_280

const tag = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
// Any other chunk may hold where and by whom a photograph was taken, or further frames.
const plainChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])

/**
 * Whether these bytes are a WebP file that holds one picture and nothing beside it: what the storage itself writes. Such a
 * file is kept as it is, so that a picture that went out and comes in again keeps its hash and loses nothing.
 */
export function isPlainWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 20 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WEBP') return false
  if (view.getUint32(4, true) + 8 !== bytes.length) return false
  let at = 12
  while (at + 8 <= bytes.length) {
    if (!plainChunks.has(tag(bytes, at))) return false
    const size = view.getUint32(at + 4, true)
    at += 8 + size + (size % 2)
  }
  return at === bytes.length
}
