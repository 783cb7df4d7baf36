import { sha256 } from './sha256'

/** Hash to store instead of the secret in a link: SHA-256, in hex. */
export const secretHash = (secret: string) => sha256(secret)
