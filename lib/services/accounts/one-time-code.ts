import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

// RFC 6238 parameters that every authenticator app supports.
const ofSecret = (secret: string, name: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...name, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 })

/** 160 random bits in base 32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** Accepts the current and adjacent time steps, since clocks differ and typing takes time. Null if none matches. */
export function stepOfCode(secret: string, digits: string, timestamp: number): number | null {
  const totp = ofSecret(secret)
  const delta = totp.validate({ token: digits, timestamp, window: 1 })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}

/** The otpauth URI for the QR code. */
export const secretAddress = (secret: string, issuer: string, label: string): string =>
  ofSecret(secret, { issuer, label }).toString()

/** SVG path of a QR code with the quiet zone of four modules of ISO/IEC 18004; `size` is in modules. */
export function qrPath(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const runs = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: runs.join('') }
}

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
