import { createHash } from 'node:crypto'

/** What is kept of the secret in a link: SHA-256, in hex. */
export const secretHash = (secret: string) => createHash('sha256').update(secret).digest('hex')
