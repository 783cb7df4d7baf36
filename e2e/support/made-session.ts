import { readFileSync } from 'node:fs'
import path from 'node:path'
import { encode, type JWT } from 'next-auth/jwt'
import { accountMaxAge } from '@/lib/domain/accounts/session-age'
import { appUrl } from '../ports'
import { ApiClient } from './api-client'

export const sessionCookieName = 'next-auth.session-token'

/** The session secret of the app that was started with this DATA_DIR. */
export const secretOf = (dataDir: string) => readFileSync(path.join(dataDir, 'session-secret'), 'utf8').trim()

/** Returns a client with a valid session for the account, without signing in. */
export async function clientOf(
  userId: string,
  dataDir = String(process.env.E2E_DATA_DIR),
  url = appUrl,
  prefix: '' | '__Host-' = '',
) {
  const token: JWT = { sub: userId, tokenVersion: 0, since: Math.floor(Date.now() / 1000) }
  const client = new ApiClient(url)
  client.setCookie(
    `${prefix}${sessionCookieName}`,
    await encode({ token, secret: secretOf(dataDir), maxAge: accountMaxAge }),
  )
  return client
}
