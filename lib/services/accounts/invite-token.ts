import { randomBytes } from 'node:crypto'

export const newInviteToken = () => randomBytes(32).toString('base64url')
