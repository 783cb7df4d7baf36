import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { addUser } from '@/lib/services/testing/rating-project'
import { changeEmail, changeName, changePassword } from './change-account'
import { checkCredentials } from './check-credentials'
import { hasPassword } from './confirm-owner'
import { hashPassword } from './password'

const old = 'the password as it was'
const fresh = 'the password as it will be'
let userId: string
let email: string
let actor: Actor

const account = () => prisma.appUser.findUniqueOrThrow({ where: { id: userId } })
const signsIn = async (password: string) =>
  (await checkCredentials({ email: (await account()).email, password, origin: { network: randomUUID() } })) !== null
const actions = async () => (await prisma.auditEvent.findMany({ where: { userId } })).map(({ action }) => action)

beforeEach(async () => {
  ;({ id: userId, email } = await addUser({ passwordHash: await hashPassword(old) }))
  actor = { kind: 'account', userId, isOwner: false }
})

test('replaces the password and ends every earlier session', async () => {
  expect(await changePassword(actor, { currentPassword: old, password: fresh })).toEqual({ userId, tokenVersion: 1 })
  expect(await account()).toMatchObject({ tokenVersion: 1 })
  expect([await signsIn(old), await signsIn(fresh)]).toEqual([false, true])
  expect(await actions()).toEqual(['account.change-password'])
})

test('changes and records nothing without the current password', async () => {
  const wrong = { currentPassword: fresh }
  const refusal = { code: 'invalid-input', fields: { currentPassword: 'is not your current password' } }
  await expect(changePassword(actor, { ...wrong, password: fresh })).rejects.toMatchObject(refusal)
  await expect(changeEmail(actor, { ...wrong, email: 'other@example.org' })).rejects.toMatchObject(refusal)
  expect(await account()).toMatchObject({ email, tokenVersion: 0 })
  expect(await signsIn(old)).toBe(true)
  expect(await actions()).toEqual([])
})

test('refuses even the right password after ten wrong ones within a session', async () => {
  const guess = (currentPassword: string) => changePassword(actor, { currentPassword, password: fresh })
  for (let k = 0; k < 10; k++) await expect(guess(`guess ${k}`)).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(guess(old)).rejects.toMatchObject({ code: 'too-many-requests' })
  await expect(changeEmail(actor, { currentPassword: old, email: 'other@example.org' })).rejects.toMatchObject({
    code: 'too-many-requests',
  })
  expect(await signsIn(old)).toBe(true)
})

test('lets one of two concurrent password changes win', async () => {
  const change = (password: string) => changePassword(actor, { currentPassword: old, password })
  const outcomes = await Promise.allSettled([change(`${fresh} 1`), change(`${fresh} 2`)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await account()).toMatchObject({ tokenVersion: 1 })
  const winner = outcomes.findIndex(({ status }) => status === 'fulfilled') + 1
  expect(await signsIn(`${fresh} ${winner}`)).toBe(true)
})

test('ends an open reset link when the password changes', async () => {
  const expiresAt = new Date(Date.now() + 1_000_000)
  await prisma.passwordReset.create({ data: { userId, tokenHash: randomUUID(), expiresAt } })
  await changePassword(actor, { currentPassword: old, password: fresh })
  expect(await prisma.passwordReset.count({ where: { userId } })).toBe(0)
})

test('signs in with a changed e-mail, keeps sessions and leaves the e-mail out of the audit trail', async () => {
  const other = `${randomUUID()}@example.org`
  await changeEmail(actor, { currentPassword: old, email: other })
  expect(await account()).toMatchObject({ email: other, tokenVersion: 0 })
  expect(await signsIn(old)).toBe(true)
  expect(await prisma.auditEvent.findMany({ where: { userId } })).toMatchObject([
    { action: 'account.change-email', projectId: null, details: {} },
  ])
})

test('refuses the e-mail of another account', async () => {
  const taken = await addUser()
  await expect(changeEmail(actor, { currentPassword: old, email: taken.email })).rejects.toMatchObject({
    code: 'conflict',
    fields: { email: 'An account with this e-mail already exists.' },
  })
  expect(await account()).toMatchObject({ email })
})

test('lets an account of a provider change only its name', async () => {
  const { id } = await addUser({ passwordHash: null })
  const outsider: Actor = { kind: 'account', userId: id, isOwner: false }
  await changeName(outsider, { name: 'Grace' })
  expect(await prisma.appUser.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'Grace' })
  expect([await hasPassword(id), await hasPassword(userId)]).toEqual([false, true])
  const refusal = { code: 'conflict' }
  await expect(changePassword(outsider, { currentPassword: old, password: fresh })).rejects.toMatchObject(refusal)
  await expect(changeEmail(outsider, { currentPassword: old, email })).rejects.toMatchObject(refusal)
})

test('refuses panel visitors and the command line, which have no account', async () => {
  const others: Actor[] = [{ kind: 'operator' }, { kind: 'panelist', projectId: 1, raterId: 1, visitId: randomUUID() }]
  for (const other of others)
    await expect(changeName(other, { name: 'Grace' })).rejects.toMatchObject({ code: 'forbidden' })
})
