import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { secretHash } from '@/lib/db/secret-hash'

/**
 * Returns null once there is an account. Keeps only the hash and deletes earlier tokens, so only the last link works.
 */
export async function renewSetupToken(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    if ((await client.query('SELECT FROM app_user LIMIT 1')).rowCount) return null
    const token = randomBytes(24).toString('base64url')
    await client.query('BEGIN')
    await client.query('DELETE FROM setup_token')
    await client.query('INSERT INTO setup_token (token_hash) VALUES ($1)', [secretHash(token)])
    await client.query('COMMIT')
    return token
  } finally {
    await client.end()
  }
}
