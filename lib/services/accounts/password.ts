import { hash, verify } from '@node-rs/argon2'
import { passwordWeakness } from '@/lib/domain/accounts/weak-password'
import { invalidInput } from '@/lib/errors'

// OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string) => hash(password, options)

let decoy: Promise<string> | undefined

/** Hashes a decoy if there is no account, so that timing does not reveal which accounts exist. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const isRight = await verify(passwordHash ?? (await decoy), password)
  return isRight && passwordHash !== null
}

// Loaded on demand: the list has two megabytes.
const readCommon = async () => new Set((await import('@zxcvbn-ts/language-common')).dictionary.passwords)
let common: ReturnType<typeof readCommon> | undefined

/** Throws AppError `invalid-input` for an easily guessed password. */
export async function refuseWeakPassword(password: string, email: string, field = 'password'): Promise<void> {
  common ??= readCommon()
  const list = await common
  const reason = passwordWeakness(password, { email, isCommon: (text) => list.has(text) })
  if (reason) throw invalidInput(`This password is easily guessed. ${reason}`, { [field]: reason })
}
