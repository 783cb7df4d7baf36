import { randomBytes } from 'node:crypto'

/** A secret for a link: 256 random bits. */
export const newInviteToken = () => randomBytes(32).toString('base64url')
