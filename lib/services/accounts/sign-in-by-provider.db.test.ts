import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { checkCredentials } from './check-credentials'
import { hashPassword } from './password'
import { signInByProvider } from './sign-in-by-provider'

const emails: string[] = []
afterEach(() => prisma.appUser.deleteMany({ where: { email: { in: emails.splice(0) } } }))

const newEmail = () => {
  const email = `${randomUUID()}@example.org`
  emails.push(email)
  return email
}
const person = (email = newEmail(), subject: string = randomUUID()) => ({
  provider: 'https://login.example.org',
  subject,
  email,
  isEmailVerified: true,
  name: 'Jane',
})

describe('signInByProvider', () => {
  test('makes an account only where that is allowed, once, and without a password', async () => {
    const jane = person()
    expect(await signInByProvider(jane, false)).toEqual({ refusal: 'oidcNoAccount' })
    const [first, second] = await Promise.all([signInByProvider(jane, true), signInByProvider(jane, true)])
    expect(first).toEqual(second)
    expect(await signInByProvider(jane, false)).toEqual(first)
    const user = await prisma.appUser.findUniqueOrThrow({ where: { email: jane.email } })
    expect(user).toMatchObject({ name: 'Jane', passwordHash: null, isOwner: false })
    expect(
      await checkCredentials({ email: jane.email, password: 'anything', origin: { network: randomUUID() } }),
    ).toBeNull()
  })

  test('takes an existing account over only with an e-mail that the provider vouches for', async () => {
    const email = newEmail()
    const { id } = await prisma.appUser.create({
      data: { email, name: 'Old', passwordHash: await hashPassword('a password that is long') },
    })
    const stranger = { ...person(email.toUpperCase()), isEmailVerified: false }
    expect(await signInByProvider(stranger, true)).toEqual({ refusal: 'oidcEmailTaken' })
    expect(await signInByProvider({ ...stranger, isEmailVerified: true }, false)).toMatchObject({ userId: id })
    expect(
      await checkCredentials({ email, password: 'a password that is long', origin: { network: randomUUID() } }),
    ).toMatchObject({
      id,
    })
  })

  test('knows someone by the name the provider has for them, whatever e-mail is told later', async () => {
    const jane = person()
    const first = await signInByProvider(jane, true)
    const other = newEmail()
    await prisma.appUser.create({ data: { email: other, name: 'Other' } })
    expect(await signInByProvider({ ...jane, email: other }, false)).toEqual(first)
  })

  test('does not take the same name at another provider for the same person', async () => {
    const jane = person()
    await signInByProvider(jane, true)
    const elsewhere = { ...jane, provider: 'https://other.example.org' }
    expect(await signInByProvider(elsewhere, true)).toEqual({ refusal: 'oidcEmailTaken' })
    expect(await signInByProvider({ ...jane, subject: 'another' }, true)).toEqual({ refusal: 'oidcEmailTaken' })
  })

  test('makes no account without an e-mail', async () => {
    expect(await signInByProvider({ ...person(), email: null }, true)).toEqual({ refusal: 'oidcNoEmail' })
  })
})
