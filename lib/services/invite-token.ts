import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link: 256 random bits. */
export const newInviteToken = () => randomBytes(32).toString('base64url')

/** What is kept of it. */
export const inviteTokenHash = (token: string) => createHash('sha256').update(token).digest('hex')
