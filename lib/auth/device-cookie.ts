import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { authSecret, cookieName, isSecureAddress } from './sign-in-cookies'

/**
 * Identifies a browser that has signed in before, and its accounts. It has its own limit of sign-in attempts, so that
 * no stranger can lock its owner out. It grants no access, and is encrypted and signed like the session.
 */
const maxAge = 180 * 24 * 3600
const maxAccounts = 5
const salt = 'known device'
const deviceCookieName = () => cookieName('reassess-device')

interface Device {
  id: string
  accounts: string[]
}

const emailOf = (email: string) => email.trim().toLowerCase()

async function readDevice(): Promise<Device | null> {
  const value = (await cookies()).get(deviceCookieName())?.value
  if (!value) return null
  const token = await decode({ token: value, secret: authSecret(), salt }).catch(() => null)
  const { device, accounts } = token ?? {}
  if (typeof device !== 'string' || !Array.isArray(accounts)) return null
  return { id: device, accounts: accounts.filter((email) => typeof email === 'string') }
}

/** Null if the account has not signed in with this browser. */
export async function knownDevice(email: string): Promise<string | null> {
  const device = await readDevice()
  return device?.accounts.includes(emailOf(email)) ? device.id : null
}

/** Records that the account signed in or was created in this browser. */
export async function rememberDevice(email: string): Promise<void> {
  const known = await readDevice()
  const account = emailOf(email)
  const accounts = [account, ...(known?.accounts ?? []).filter((other) => other !== account)].slice(0, maxAccounts)
  const token = { device: known?.id ?? randomUUID(), accounts }
  const jar = await cookies()
  jar.set(deviceCookieName(), await encode({ token, secret: authSecret(), salt, maxAge }), {
    maxAge,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureAddress(),
  })
}
