import { createHash, randomBytes } from 'node:crypto'

/** In hex. */
export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** A secret for a link or a token: 256 random bits, in base64url. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** Hash to store instead of a secret: SHA-256, in hex. */
export const secretHash = (secret: string) => sha256(secret)
