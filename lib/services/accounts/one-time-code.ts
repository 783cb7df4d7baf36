import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'

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

/** SVG path of a QR code; `size` and `margin` are in modules. */
export function qrPath(text: string, margin = 2): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: margin })
  const runs = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: runs.join('') }
}
