/** Numbers from 0 to 15, two a byte, as base64. */
export function packOutcomes(outcomes: Uint8Array): string {
  const bytes = new Uint8Array(Math.ceil(outcomes.length / 2))
  for (let k = 0; k < outcomes.length; k++) bytes[k >> 1]! |= (outcomes[k]! & 15) << (k & 1 ? 4 : 0)
  return Buffer.from(bytes).toString('base64')
}

/** What was packed, with a last 0 behind an odd number of them. */
export function unpackOutcomes(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  return Uint8Array.from({ length: bytes.length * 2 }, (_, k) => (bytes[k >> 1]! >> (k & 1 ? 4 : 0)) & 15)
}
