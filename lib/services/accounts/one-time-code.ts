import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'

// What all authenticator apps can do, whatever the address says: SHA-1, six digits, thirty seconds (RFC 6238).
const ofSecret = (secret: string, name: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...name, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 })

/** A new secret of 160 random bits, in base 32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/**
 * The time step to which a code belongs: the present one, the one before, or the one after, since clocks of telephones
 * differ and typing takes time. Null when it is none of theirs.
 */
export function stepOfCode(secret: string, digits: string, timestamp: number): number | null {
  const totp = ofSecret(secret)
  const delta = totp.validate({ token: digits, timestamp, window: 1 })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}

/** What an authenticator app reads from the QR code: the secret, with the names under which it lists it. */
export const secretAddress = (secret: string, issuer: string, label: string): string =>
  ofSecret(secret, { issuer, label }).toString()

/** A QR code as the path of an SVG in units of its modules, with a margin of `margin`. */
export function qrPath(text: string, margin = 2): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: margin })
  const runs = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: runs.join('') }
}
