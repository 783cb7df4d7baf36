import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** Derives a key per account, so that a sealed secret cannot be moved to another row. */
function keyOf(userId: string): Uint8Array {
  if (!env.NEXTAUTH_SECRET)
    throw new AppError('unavailable', 'NEXTAUTH_SECRET is not set, so the server cannot store second-factor keys.')
  return new Uint8Array(hkdfSync('sha256', env.NEXTAUTH_SECRET, userId, 'reassess second factor', 32))
}

/** Encrypts a secret (A256GCM), so that database backups are useless without the server's key. */
export const sealSecret = (userId: string, secret: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(userId))

/** Null if the secret was sealed with another server key or for another account. */
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
