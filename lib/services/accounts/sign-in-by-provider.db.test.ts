import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { openSessionAccount } from '@/lib/services/access/session-account'
import { checkCredentials } from './check-credentials'
import { hashPassword } from './password'
import { createPasswordResetByEmail, resetPassword } from './password-reset'
import { beginSession } from './sessions'
import { signInByProvider } from './sign-in-by-provider'

afterEach(() => prisma.appUser.deleteMany())

const newEmail = () => `${randomUUID()}@example.org`
const person = (email = newEmail(), subject: string = randomUUID()) => ({
  provider: 'https://login.example.org',
  subject,
  email,
  isEmailVerified: true,
  name: 'Jane',
})

describe('signInByProvider', () => {
  test('creates an account only if allowed, once, without a password, and with a plain name', async () => {
    const jane = { ...person(), name: ' \u202eJane' }
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

  test('takes over an existing account only with a verified e-mail', async () => {
    const email = newEmail()
    const { id } = await prisma.appUser.create({
      data: { email, name: 'Old', passwordHash: await hashPassword('a password that is long') },
    })
    const stranger = { ...person(email.toUpperCase()), isEmailVerified: false }
    expect(await signInByProvider(stranger, true)).toEqual({ refusal: 'oidcEmailTaken' })
    expect(await signInByProvider({ ...stranger, isEmailVerified: true }, false)).toMatchObject({ userId: id })
  })

  test("closes an account's other ways in when its e-mail is first verified, except to the server's owner", async () => {
    const password = 'a password that is long'
    const signIn = (email: string) => checkCredentials({ email, password, origin: { network: randomUUID() } })
    for (const isOwner of [false, true]) {
      const email = newEmail()
      const passwordHash = await hashPassword(password)
      const { id: userId } = await prisma.appUser.create({ data: { email, name: 'Mallory', passwordHash, isOwner } })
      const sessionId = await beginSession(userId, null)
      const jane = person(email)
      const first = await signInByProvider(jane, false)
      expect((await openSessionAccount({ userId, sessionId, tokenVersion: 0 })) !== null).toBe(isOwner)
      expect((await signIn(email)) !== null).toBe(isOwner)
      expect(await signInByProvider(jane, false)).toEqual(first)
      const second = await signInByProvider(person(email), false)
      expect(second).toEqual(isOwner ? first : { refusal: 'oidcOtherSignIn' })
    }
  })

  test("recognizes a person by the provider's subject, whatever the e-mail", async () => {
    const jane = person()
    const first = await signInByProvider(jane, true)
    const other = newEmail()
    await prisma.appUser.create({ data: { email: other, name: 'Other' } })
    expect(await signInByProvider({ ...jane, email: other }, false)).toEqual(first)
  })

  test('does not treat the same subject at another provider as the same person', async () => {
    const jane = person()
    await signInByProvider(jane, true)
    const elsewhere = { ...jane, provider: 'https://other.example.org' }
    expect(await signInByProvider(elsewhere, true)).toEqual({ refusal: 'oidcOtherSignIn' })
  })

  test('gives another subject an account without a password only after its operator made a password link', async () => {
    const jane = person()
    const first = await signInByProvider(jane, true)
    const renamed = { ...jane, subject: randomUUID() }
    expect(await signInByProvider(renamed, true)).toEqual({ refusal: 'oidcOtherSignIn' })
    const { token } = await createPasswordResetByEmail({ kind: 'operator' }, jane.email)
    expect(await signInByProvider(renamed, true)).toEqual({ refusal: 'oidcOtherSignIn' })
    await resetPassword({ token, password: 'a password that is long' })
    expect(await signInByProvider(renamed, false)).toMatchObject({ userId: (first as { userId: string }).userId })
    expect(await signInByProvider(jane, false)).toEqual({ refusal: 'oidcOtherSignIn' })
  })

  test('recognizes a person whether or not the address of the provider ends with a slash', async () => {
    const withSlash = { provider: 'https://login.example.org/' }
    for (const { stored, asked } of [
      { stored: {}, asked: withSlash },
      { stored: withSlash, asked: {} },
    ]) {
      const jane = person()
      const first = await signInByProvider({ ...jane, ...stored }, true)
      expect(await signInByProvider({ ...jane, ...asked }, false)).toEqual(first)
    }
    const jane = person()
    const user = await prisma.appUser.create({ data: { email: jane.email, name: 'Jane' } })
    // As servers stored it that kept the slash.
    await prisma.accountIdentity.create({ data: { ...withSlash, subject: jane.subject, userId: user.id } })
    expect(await signInByProvider(jane, false)).toMatchObject({ userId: user.id })
  })

  test('creates no account without an e-mail', async () => {
    expect(await signInByProvider({ ...person(), email: null }, true)).toEqual({ refusal: 'oidcNoEmail' })
  })
})
