import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { ownMessageList, raterMessageList } from '@/lib/contracts/raters/rater-message'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { deleteAccount } from '@/lib/services/accounts/change-account'
import { addRaterRow } from '@/lib/services/testing/answered-task'
import { madeForEachTest, makeRatingProject, ownerProofOf } from '@/lib/services/testing/rating-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { eraseRater } from './erase-rater'
import { exportOwnData } from './export-rater-data'
import { confirmMessage, listRaterMessages, readOwnMessages, sendRaterMessage } from './rater-messages'
import { actOnRaters } from './rater-state'

let admin: Actor & { kind: 'account' }
ownDataFolder('test')
const project = madeForEachTest(() => makeRatingProject({ tasks: 1 }))
beforeEach(async () => {
  admin = (await project.addMember('admin')) as typeof admin
})

async function newRater(): Promise<{ actor: Actor; raterId: number }> {
  const actor = await project.addRater()
  return { actor, raterId: (await accessAsRater(actor, project.slug)).raterId }
}
const send = (raterIds: number[], words = 'Please read the guidelines again.', actor: Actor = admin) =>
  sendRaterMessage(actor, { slug: project.slug, raterIds, text: words })
const listed = (raterId: number) => listRaterMessages(admin, { slug: project.slug, raterId })
const unread = (actor: Actor) => readOwnMessages(actor, { slug: project.slug, isUnread: true })

test('reaches each rater, who can confirm it once, and shows the admin when', async () => {
  const [one, other] = [await newRater(), await newRater()]
  expect(await send([one.raterId, other.raterId, one.raterId])).toEqual({ messages: 2 })
  expect(await send([one.raterId], 'And thank you.')).toEqual({ messages: 1 })
  const [newest, first] = await unread(one.actor)
  expect(ownMessageList.parse({ messages: [newest] }).messages[0]!.text).toBe('And thank you.')
  await confirmMessage(one.actor, { slug: project.slug, messageId: first!.id })
  const { messages } = await listed(one.raterId)
  expect(raterMessageList.parse(await listed(one.raterId)).isReachable).toBe(true)
  expect(messages.map(({ readAt }) => readAt !== null)).toEqual([false, true])
  expect(messages[0]!.author).toBe('Test')
  const at = messages[1]!.readAt
  await confirmMessage(one.actor, { slug: project.slug, messageId: first!.id })
  expect((await listed(one.raterId)).messages[1]!.readAt).toBe(at)
  expect((await unread(one.actor)).map(({ id }) => id)).toEqual([newest!.id])
  expect(await unread(other.actor)).toHaveLength(1)
  expect(await readOwnMessages(one.actor, { slug: project.slug })).toHaveLength(2)
})

test("reaches a panel's visitors as well", async () => {
  const outcomes = { completed: { code: null, address: null } }
  const settings = { outcomes, tasksPerVisit: null, positions: null, isSigned: false }
  const panel = await prisma.panel.create({
    data: { projectId: project.id, kind: 'prolific', name: 'A panel', settings },
  })
  await addRaterRow(project.id, 70)
  await prisma.raterIdentity.create({
    data: { projectId: project.id, raterId: 70, platform: panel.id, platformKey: 'someone' },
  })
  const visit = await prisma.panelVisit.create({
    data: { projectId: project.id, panelId: panel.id, raterId: 70, visitKey: 'a visit' },
  })
  const actor: Actor = { kind: 'panelist', projectId: project.id, raterId: 70, visitId: visit.id }
  await send([70])
  const [message] = await unread(actor)
  await confirmMessage(actor, { slug: project.slug, messageId: message!.id })
  expect(await unread(actor)).toEqual([])
})

test('is written by admins, read and confirmed by its rater only, and unknown in other projects', async () => {
  const [one, other] = [await newRater(), await newRater()]
  await send([one.raterId])
  const { id: messageId } = (await unread(one.actor))[0]!
  const { slug } = project
  await expect(confirmMessage(other.actor, { slug, messageId })).rejects.toMatchObject({ code: 'not-found' })
  expect(await unread(other.actor)).toEqual([])
  await expect(send([one.raterId], 'Hello', one.actor)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listRaterMessages(one.actor, { slug, raterId: one.raterId })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const foreign = await makeRatingProject({ tasks: 1 })
  const stranger = await foreign.addMember('admin')
  await expect(send([one.raterId], 'Hello', stranger)).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    sendRaterMessage(stranger, { slug: foreign.slug, raterIds: [one.raterId], text: 'Hello' }),
  ).rejects.toMatchObject({ code: 'not-found' })
  await expect(readOwnMessages(stranger, { slug })).rejects.toMatchObject({ code: 'not-found' })
  const member = await project.addMember('rater')
  expect(await unread(member)).toEqual([])
  expect(await prisma.raterIdentity.count({ where: { projectId: project.id } })).toBe(2)
})

test('is sent to nobody if one of the raters cannot read it', async () => {
  const one = await newRater()
  await addRaterRow(project.id, 80)
  await expect(send([one.raterId, 80])).rejects.toThrow('rater 80 is imported, simulated or erased')
  expect(await prisma.raterMessage.count({ where: { projectId: project.id } })).toBe(0)
  expect((await listed(80)).isReachable).toBe(false)
})

test("is included in the rater's own data, is erased with the identity, and loses its author with the account", async () => {
  const [one, other] = [await newRater(), await newRater()]
  const secret = `something about you ${randomUUID()}`
  await send([one.raterId, other.raterId], secret)
  const own = JSON.parse(await text((await exportOwnData(one.actor, project.slug)).content))
  expect(own.messages).toEqual([{ text: secret, sentAt: expect.any(String), readAt: null }])
  await eraseRater(admin, { slug: project.slug, raterId: one.raterId })
  expect((await listed(one.raterId)).messages).toEqual([])
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'rater.message' } })).toBe(1)
  const second = (await project.addMember('admin')) as typeof admin
  await send([other.raterId], 'From another', second)
  await deleteAccount(second, await ownerProofOf(second))
  const { messages } = await listed(other.raterId)
  expect(messages.map(({ author }) => author)).toEqual([null, 'Test'])
})

test('does the same with several raters, with all of them or with none', async () => {
  const [one, other] = [await newRater(), await newRater()]
  const raterIds = [other.raterId, one.raterId]
  const act = (name: 'pause' | 'resume' | 'exclude' | 'include', ids = raterIds, actor: Actor = admin) =>
    actOnRaters(actor, { slug: project.slug, act: name, raterIds: ids })
  expect(await act('pause')).toMatchObject([{ pausedAt: expect.any(String) }, { pausedAt: expect.any(String) }])
  expect(await act('exclude', [one.raterId])).toMatchObject([{ isExcluded: true }])
  await expect(act('resume')).rejects.toMatchObject({ code: 'conflict' })
  const status = () =>
    prisma.rater.findMany({ where: { projectId: project.id }, select: { pausedAt: true }, orderBy: { id: 'asc' } })
  expect((await status()).every(({ pausedAt }) => pausedAt !== null)).toBe(true)
  await act('include')
  expect(await act('resume')).toMatchObject([{ pausedAt: null }, { pausedAt: null }])
  await expect(act('pause', [9_999])).rejects.toMatchObject({ code: 'not-found' })
  await expect(act('pause', raterIds, one.actor)).rejects.toMatchObject({ code: 'forbidden' })
})
