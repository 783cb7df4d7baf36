import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { eraseAccountRows } from '@/lib/db/raters/erase-identity'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { openSessionAccount, versionOfSession } from '@/lib/services/access/session-account'
import { addUser } from '@/lib/services/testing/rating-project'
import { codeAt } from '../testing/authenticator'
import {
  beginSecondFactor,
  confirmSecondFactor,
  readSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  turnOffSecondFactor,
} from './change-second-factor'
import { openSecret } from './one-time-code'
import { hashPassword } from './password'
import { createPasswordResetByEmail, resetPassword } from './password-reset'
import { beginSession } from './sessions'
import { signInByPassword } from './sign-in-by-password'

const serverSecret = 'a secret of the tests that is long enough'
env.NEXTAUTH_SECRET = serverSecret
const password = 'the password of the account'
const now = new Date('2026-11-28T12:00:10Z')
/** In time steps of 30 seconds. */
const later = (steps: number) => new Date(now.getTime() + steps * 30_000)

let passwordHash: string
let userId: string
let email: string
let actor: Actor

async function addAccount(data: { isOwner?: boolean; passwordHash?: string | null } = {}) {
  passwordHash ??= await hashPassword(password)
  return addUser({ passwordHash, ...data })
}
const actorOf = (id: string, isOwner = false) => ({ kind: 'account', userId: id, isOwner }) as const

beforeEach(async () => {
  const account = await addAccount()
  ;({ id: userId, email } = account)
  actor = actorOf(userId)
})
afterEach(async () => {
  Object.assign(env, { NEXTAUTH_SECRET: serverSecret, REQUIRE_SECOND_FACTOR: '0' })
  await prisma.project.deleteMany()
  await prisma.appUser.deleteMany()
})

const begin = async (at = now) => (await beginSecondFactor(actor, { currentPassword: password }, at)).secret
const codeOf = (secret: string, at: Date) => codeAt(secret, at.getTime())

/** Turns the second factor on at `now`, which uses up that time step. */
async function turnOn() {
  const secret = await begin()
  const { recoveryCodes } = await confirmSecondFactor(actor, { code: codeOf(secret, now) }, now)
  return { secret, recoveryCodes, proof: (at: Date) => ({ currentPassword: password, code: codeOf(secret, at) }) }
}

const signIn = (code: string | undefined, at: Date, { from = randomUUID(), word = password, device = '' } = {}) =>
  signInByPassword({ email, password: word, code, origin: device ? { device } : { network: from } }, at)
const isIn = (outcome: Awaited<ReturnType<typeof signIn>>) => typeof outcome === 'object' && outcome?.id === userId
const events = async () =>
  (
    await prisma.auditEvent.findMany({
      where: { OR: [{ userId }, { details: { path: ['accountId'], equals: userId } }] },
      orderBy: { id: 'asc' },
    })
  ).map(({ action, details }) => [action, details] as const)
const actions = async () => (await events()).map(([action]) => action)

test('asks for no code until a first one has proved that the app has the secret', async () => {
  const secret = await begin()
  expect(isIn(await signIn(undefined, now))).toBe(true)
  await expect(confirmSecondFactor(actor, { code: '000000' }, now)).rejects.toMatchObject({ code: 'invalid-input' })
  const { recoveryCodes, tokenVersion } = await confirmSecondFactor(actor, { code: codeOf(secret, now) }, now)
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(await signIn(undefined, later(1))).toBe('code-needed')
  expect(isIn(await signIn(codeOf(secret, later(1)), later(1)))).toBe(true)
  // Sessions opened with the password alone have ended.
  expect([tokenVersion, await prisma.accountSession.count({ where: { userId } })]).toEqual([1, 0])
  await expect(begin()).rejects.toMatchObject({ code: 'conflict' })
})

test('accepts the first code for 15 minutes or until there is a newer secret', async () => {
  const first = await begin()
  await expect(confirmSecondFactor(actor, { code: codeOf(first, later(31)) }, later(31))).rejects.toMatchObject({
    code: 'conflict',
  })
  const second = await begin(later(31))
  await expect(confirmSecondFactor(actor, { code: codeOf(first, later(32)) }, later(32))).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await confirmSecondFactor(actor, { code: codeOf(second, later(32)) }, later(32))
})

test('stores secrets and codes so that they are unreadable with another key or for another account', async () => {
  const { secret, recoveryCodes } = await turnOn()
  const row = await prisma.secondFactor.findUniqueOrThrow({ where: { userId }, include: { recoveryCodes: true } })
  const text = JSON.stringify([row, await events()])
  for (const word of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))])
    expect(text).not.toContain(word)
  for (const { codeHash } of row.recoveryCodes) expect(codeHash).toMatch(/^\$argon2id\$/)
  expect(await openSecret(userId, row.secret)).toBe(secret)
  expect(await openSecret(randomUUID(), row.secret)).toBeNull()
  env.NEXTAUTH_SECRET = `another ${serverSecret}`
  expect(await openSecret(userId, row.secret)).toBeNull()
  expect(await signIn(codeOf(secret, later(1)), later(1))).toBe('wrong-code')
  expect(isIn(await signIn(recoveryCodes[0], later(1)))).toBe(true)
})

test('accepts a code once and none of an earlier step afterwards', async () => {
  const { secret } = await turnOn()
  expect(await signIn(codeOf(secret, now), now)).toBe('wrong-code')
  const second = codeOf(secret, later(2))
  expect(isIn(await signIn(second, later(2)))).toBe(true)
  expect(await signIn(second, later(2))).toBe('wrong-code')
  expect(await signIn(codeOf(secret, later(1)), later(2))).toBe('wrong-code')
  expect(isIn(await signIn(codeOf(secret, later(3)), later(2)))).toBe(true)
  expect(await signIn(codeOf(secret, later(6)), later(4))).toBe('wrong-code')
})

test('lets exactly one of several concurrent sign-ins with the same code succeed', async () => {
  const { secret, recoveryCodes } = await turnOn()
  for (const code of [codeOf(secret, later(1)), recoveryCodes[0]!]) {
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => signIn(code, later(1))))
    expect(outcomes.filter(isIn)).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'wrong-code')).toHaveLength(3)
  }
})

test('accepts a recovery code once, however it is typed, and records how many are left', async () => {
  const { recoveryCodes } = await turnOn()
  const typed = recoveryCodes[3]!.replace('-', ' ').toUpperCase()
  expect(isIn(await signIn(typed, later(1)))).toBe(true)
  expect(await signIn(recoveryCodes[3], later(1))).toBe('wrong-code')
  expect(await readSecondFactor(actorOf(userId))).toEqual({ isOn: true, recoveryCodesLeft: 9, isRequired: false })
  expect(await events()).toEqual([
    ['account.second-factor-on', {}],
    ['account.use-recovery-code', { left: 9 }],
    ['account.sign-in', { by: 'password', secondFactor: 'recovery-code' }],
    ['account.sign-in-failed', { accountId: userId, isKnownDevice: false, wrong: 'code' }],
  ])
})

test('neither checks nor uses up a code without the right password', async () => {
  const { secret, recoveryCodes } = await turnOn()
  const code = codeOf(secret, later(1))
  expect(await signIn(code, later(1), { word: 'a wrong password' })).toBeNull()
  expect(await signIn(recoveryCodes[0], later(1), { word: 'a wrong password' })).toBeNull()
  expect(isIn(await signIn(code, later(1)))).toBe(true)
  expect(isIn(await signIn(recoveryCodes[0], later(1)))).toBe(true)
})

test('refuses even right codes after ten wrong ones from one network', async () => {
  const { secret } = await turnOn()
  const from = randomUUID()
  for (let k = 0; k < 10; k++) expect(await signIn('000000', later(1), { from })).toBe('wrong-code')
  const right = codeOf(secret, later(1))
  await expect(signIn(right, later(1), { from })).rejects.toMatchObject({ code: 'too-many-requests' })
  expect((await actions()).at(-1)).toBe('account.sign-in-limited')
  // The password alone gets the usual answer, which tells an attacker nothing new.
  expect(await signIn(undefined, later(1), { from })).toBe('code-needed')
  expect(isIn(await signIn(right, later(1)))).toBe(true)
})

test('keeps accepting known browsers and recovery codes after 30 wrong codes a day from all networks', async () => {
  const { secret, recoveryCodes } = await turnOn()
  for (let k = 0; k < 30; k++) expect(await signIn('000000', later(1))).toBe('wrong-code')
  const right = codeOf(secret, later(1))
  await expect(signIn(right, later(1))).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(isIn(await signIn(recoveryCodes[0], later(1)))).toBe(true)
  expect(isIn(await signIn(right, later(1), { device: randomUUID() }))).toBe(true)
})

test('counts no code attempts without the password and reveals nothing once limited', async () => {
  const { secret } = await turnOn()
  const from = randomUUID()
  const wrong = { from, word: 'a wrong password' }
  for (let k = 0; k < 10; k++) expect(await signIn('000000', later(1), wrong)).toBeNull()
  // Right and wrong passwords get the same answer, with a code and without.
  for (const [code, who] of [
    ['000000', wrong],
    ['000000', { from }],
    [undefined, { from }],
  ] as const)
    await expect(signIn(code, later(1), who)).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(isIn(await signIn(codeOf(secret, later(1)), later(1)))).toBe(true)
})

test('requires password and code to turn it off or renew recovery codes, and records both', async () => {
  const { secret, recoveryCodes, proof } = await turnOn()
  const wrong = [
    { ...proof(later(1)), currentPassword: 'a wrong password' },
    { ...proof(later(1)), code: '000000' },
  ]
  for (const each of wrong) {
    await expect(turnOffSecondFactor(actor, each, later(1))).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(renewRecoveryCodes(actor, each, later(1))).rejects.toMatchObject({ code: 'invalid-input' })
  }
  const renewed = await renewRecoveryCodes(actor, proof(later(1)), later(1))
  expect(renewed).toHaveLength(10)
  expect(await signIn(recoveryCodes[0], later(1))).toBe('wrong-code')
  expect(isIn(await signIn(renewed[0], later(1)))).toBe(true)
  const session = await beginSession(userId, null)
  const { tokenVersion } = await turnOffSecondFactor(actor, proof(later(2)), later(2))
  expect(await versionOfSession({ userId, sessionId: session })).toBeNull()
  expect(tokenVersion).toBe(2)
  expect(isIn(await signIn(undefined, later(2)))).toBe(true)
  expect(await prisma.recoveryCode.count({ where: { userId } })).toBe(0)
  await expect(turnOffSecondFactor(actor, proof(later(3)), later(3))).rejects.toMatchObject({ code: 'conflict' })
  const done = (await actions()).filter((action) => !action.startsWith('account.sign-in'))
  expect(done).toEqual([
    'account.second-factor-on',
    'account.new-recovery-codes',
    'account.use-recovery-code',
    'account.second-factor-off',
  ])
  expect(JSON.stringify(await events())).not.toContain(secret)
})

test('still requires the second factor after a password reset', async () => {
  const { secret } = await turnOn()
  const { token } = await createPasswordResetByEmail({ kind: 'operator' }, email)
  const word = 'a password nobody has used yet'
  await resetPassword({ token, password: word })
  expect(await signIn(undefined, later(1), { word })).toBe('code-needed')
  expect(isIn(await signIn(codeOf(secret, later(1)), later(1), { word }))).toBe(true)
})

test("lets only the server's owner reset it for others and ends their sessions", async () => {
  await turnOn()
  const owner = await addAccount({ isOwner: true })
  const session = await beginSession(userId, null)
  await expect(resetSecondFactor(actorOf(owner.id), userId)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(resetSecondFactor(actorOf(userId, true), userId)).rejects.toMatchObject({ code: 'conflict' })
  for (const unknown of [randomUUID(), 'no id'])
    await expect(resetSecondFactor(actorOf(owner.id, true), unknown)).rejects.toMatchObject({ code: 'not-found' })
  await resetSecondFactor(actorOf(owner.id, true), userId)
  expect(await versionOfSession({ userId, sessionId: session })).toBeNull()
  expect(isIn(await signIn(undefined, later(1)))).toBe(true)
  await expect(resetSecondFactor(actorOf(owner.id, true), userId)).rejects.toMatchObject({ code: 'conflict' })
  expect(await prisma.auditEvent.findMany({ where: { userId: owner.id } })).toMatchObject([
    { action: 'account.reset-second-factor', projectId: null, details: { memberId: userId } },
  ])
})

test('deletes secret and recovery codes with the account', async () => {
  await turnOn()
  await eraseAccountRows(userId)
  expect(await prisma.secondFactor.count({ where: { userId } })).toBe(0)
  expect(await prisma.recoveryCode.count({ where: { userId } })).toBe(0)
})

test('restricts owners and admins without a second factor where the server requires one', async () => {
  const owner = await addAccount({ isOwner: true })
  const outsider = await addAccount({ isOwner: true, passwordHash: null })
  const rater = await addAccount()
  const project = await prisma.project.create({ data: { slug: randomUUID(), name: 'Cats' } })
  const members = [
    { projectId: project.id, userId, role: 'admin' as const },
    { projectId: project.id, userId: rater.id, role: 'rater' as const },
  ]
  await prisma.membership.createMany({ data: members })
  const held = async () => {
    const ids = [owner.id, userId, outsider.id, rater.id]
    return Promise.all(
      ids.map(async (id) => {
        const sessionId = await beginSession(id, null)
        const { tokenVersion } = await prisma.appUser.findUniqueOrThrow({ where: { id } })
        const account = await openSessionAccount({ userId: id, tokenVersion, sessionId })
        // An open stream ends for a restricted account.
        expect((await versionOfSession({ userId: id, sessionId })) === null).toBe(account?.isSecondFactorMissing)
        return account?.isSecondFactorMissing
      }),
    )
  }
  expect(await held()).toEqual([false, false, false, false])
  env.REQUIRE_SECOND_FACTOR = '1'
  expect(await held()).toEqual([true, true, false, false])
  await turnOn()
  expect(await held()).toEqual([true, false, false, false])
  env.REQUIRE_SECOND_FACTOR = 'all'
  expect(await held()).toEqual([true, false, false, true])
  env.REQUIRE_SECOND_FACTOR = '1'
  await prisma.membership.updateMany({ where: { userId: rater.id }, data: { role: 'admin' } })
  expect(await held()).toEqual([true, false, false, true])
})
