import { createHash } from 'node:crypto'

/** In hex. */
export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** Hash to store instead of the secret in a link: SHA-256, in hex. */
export const secretHash = (secret: string) => sha256(secret)
