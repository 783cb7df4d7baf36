// Digits and lower-case letters without those that are easily confused: i, l, o and u.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

export const recoveryCodeBytes = 10

/** Returns a recovery code of 50 random bits as displayed: `4f7kq-9x2mb`. */
export function recoveryCode(random: Uint8Array): string {
  const code = Array.from(random.subarray(0, recoveryCodeBytes), (byte) => letters[byte % 32]).join('')
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

export type GivenCode = { kind: 'one-time'; digits: string } | { kind: 'recovery'; code: string }

/** Whether a text that was not accepted was meant as a recovery code, even a mistyped one, and not as a code of the app. */
export const resemblesRecoveryCode = (typed: string) => /[^\d\s-]|(\d[\s-]*){8}/.test(typed)

/**
 * Parses a code from an authenticator app (six digits) or a recovery code, with or without hyphen, in any case, and
 * with letters typed for the digits they look like. Null if it can be neither.
 */
export function readCode(typed: string): GivenCode | null {
  const text = typed.replace(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(text)) return { kind: 'one-time', digits: text }
  const code = text.replace(/o/g, '0').replace(/[il]/g, '1')
  if (code.length !== recoveryCodeBytes || [...code].some((letter) => !letters.includes(letter))) return null
  return { kind: 'recovery', code: `${code.slice(0, 5)}-${code.slice(5)}` }
}
