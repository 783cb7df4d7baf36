/** Packs numbers from 0 to 15, two per byte, as base64. */
export function packOutcomes(outcomes: Uint8Array): string {
  const bytes = new Uint8Array(Math.ceil(outcomes.length / 2))
  for (let k = 0; k < outcomes.length; k++) bytes[k >> 1]! |= (outcomes[k]! & 15) << (k & 1 ? 4 : 0)
  return Buffer.from(bytes).toString('base64')
}

/** Unpacks numbers, with an appended 0 if their number was odd. */
export function unpackOutcomes(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  return Uint8Array.from({ length: bytes.length * 2 }, (_, k) => (bytes[k >> 1]! >> (k & 1 ? 4 : 0)) & 15)
}
