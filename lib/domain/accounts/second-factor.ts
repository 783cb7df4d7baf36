// Digits and lower-case letters without those that look alike: i, l, o and u.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

export const recoveryCodeBytes = 10

/** A recovery code of fifty random bits, as it is shown: `4f7kq-9x2mb`. */
export function recoveryCode(random: Uint8Array): string {
  const code = Array.from(random.subarray(0, recoveryCodeBytes), (byte) => letters[byte % 32]).join('')
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

export type GivenCode = { kind: 'one-time'; digits: string } | { kind: 'recovery'; code: string }

/**
 * What somebody typed in the one field for both: six digits of an app, or a recovery code, with or without its hyphen, in
 * any case, and with letters for the digits that they look like. Null when it can be neither.
 */
export function readCode(typed: string): GivenCode | null {
  const text = typed.replace(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(text)) return { kind: 'one-time', digits: text }
  const code = text.replace(/o/g, '0').replace(/[il]/g, '1')
  if (code.length !== recoveryCodeBytes || [...code].some((letter) => !letters.includes(letter))) return null
  return { kind: 'recovery', code: `${code.slice(0, 5)}-${code.slice(5)}` }
}
