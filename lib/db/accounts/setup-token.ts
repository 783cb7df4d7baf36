import { randomBytes } from 'node:crypto'
import { inTransaction, withClient } from '@/lib/db/session/with-client'
import { secretHash } from '@/lib/db/sha256'

/** Returns null once there is an account. Deletes earlier tokens and keeps only a hash, so only the last link works. */
export const renewSetupToken = (url: string): Promise<string | null> =>
  withClient(url, async (client) => {
    if ((await client.query('SELECT FROM app_user LIMIT 1')).rowCount) return null
    const token = randomBytes(24).toString('base64url')
    await inTransaction(client, async () => {
      await client.query('DELETE FROM setup_token')
      await client.query('INSERT INTO setup_token (token_hash) VALUES ($1)', [secretHash(token)])
    })
    return token
  })
