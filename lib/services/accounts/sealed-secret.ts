import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** A key for one account: what is encrypted with it opens in no other's row. */
function keyOf(userId: string): Uint8Array {
  if (!env.NEXTAUTH_SECRET)
    throw new AppError('unavailable', 'NEXTAUTH_SECRET is not set, so the server cannot keep secrets.')
  return new Uint8Array(hkdfSync('sha256', env.NEXTAUTH_SECRET, userId, 'reassess second factor', 32))
}

/** Encrypts a secret for the database (A256GCM), whose backups then hold nothing that could be used without the server's key. */
export const sealSecret = (userId: string, secret: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(userId))

/** The secret; null when it was encrypted under another key of the server, or for another account. */
export async function openSecret(userId: string, sealed: string): Promise<string | null> {
  try {
    const { plaintext } = await compactDecrypt(sealed, keyOf(userId), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return new TextDecoder().decode(plaintext)
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
