import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { deleteAccount } from '@/lib/services/accounts/change-account'
import { exportProject } from '@/lib/services/export-project'
import { leaseNextTask, undoSubmission } from '@/lib/services/rating/assignments'
import { isVisitOpen } from '@/lib/services/recruitment/visits'
import {
  errorCode,
  madeForEachTest,
  makeRatingProject,
  ownerProofOf,
  submitTask,
} from '@/lib/services/testing/rating-project'
import { storeArchive } from '@/lib/storage/archive-store'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { eraseOwnIdentity, eraseRater, replayErasures } from './erase-rater'
import { exportOwnData, exportRaterData } from './export-rater-data'

let admin: Actor & { kind: 'account' }
const inData = ownDataFolder('test')

const project = madeForEachTest(() => makeRatingProject({ tasks: 3 }))
beforeEach(async () => {
  admin = (await project.addMember('admin')) as typeof admin
})

const log = () => readFileSync(inData('erasures.jsonl'), 'utf8')
const own = async (actor: Actor) => JSON.parse(await text((await exportOwnData(actor, project.slug)).content))

async function rateOnce(actor: Actor): Promise<number> {
  const session = await leaseNextTask(actor, { slug: project.slug })
  await submitTask(actor, project.slug, session.task, ['no', 'maybe', 'yes'], { durationMs: 1_000 })
  return session.raterId
}

const leasesOf = (raterId: number) =>
  prisma.assignment.count({
    where: { projectId: project.id, raterId, state: 'leased', leaseExpiresAt: { gt: new Date() } },
  })

async function panelist(pid = 'the-pid-of-someone', visitKey = 'the-visit'): Promise<Actor & { kind: 'panelist' }> {
  const outcomes = { completed: { code: null, address: null } }
  const panel = await prisma.panel.create({
    data: {
      projectId: project.id,
      kind: 'prolific',
      name: 'A panel',
      settings: { outcomes, tasksPerVisit: null, places: null, isSigned: false },
    },
  })
  const last = await prisma.rater.aggregate({ where: { projectId: project.id }, _max: { id: true } })
  const raterId = (last._max.id ?? 0) + 1
  await prisma.rater.create({ data: { projectId: project.id, id: raterId, kind: 'panel' } })
  await prisma.raterIdentity.create({
    data: { projectId: project.id, raterId, platform: panel.id, platformKey: pid },
  })
  const visit = await prisma.panelVisit.create({
    data: { projectId: project.id, panelId: panel.id, raterId, studyKey: 'the-study', visitKey },
  })
  return { kind: 'panelist', projectId: project.id, raterId, visitId: visit.id }
}

async function everything(): Promise<string> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT c.table_name::text AS name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.column_name = 'project_id' AND c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`
  const parts = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await prisma.$queryRawUnsafe<{ row: unknown }[]>(
        `SELECT to_jsonb(t) AS row FROM "${name}" t WHERE project_id = ${project.id}`,
      )
      return JSON.stringify(rows)
    }),
  )
  return parts.join('\n')
}

describe('own data', () => {
  test("contain the rater's answers, with names of images and classes, and nothing about others", async () => {
    const [rater, other] = [await project.addRater(), await project.addRater()]
    await rateOnce(other)
    const raterId = await rateOnce(rater)
    const data = await own(rater)
    expect(data.rater.number).toBe(raterId)
    expect(data.identity.account.email).toMatch(/@example\.org$/)
    expect(data.answers).toHaveLength(3)
    expect(data.answers[0]).toMatchObject({
      image: expect.stringMatching(/\.jpg$/),
      class: expect.stringMatching(/^class \d$/),
      answer: expect.stringMatching(/^(no|maybe|yes)$/),
      submittedAt: expect.any(String),
      answerMode: 'each',
      durationMs: 1_000,
      imageShownMs: 1_000,
    })
  })

  test('contain answers that were replaced later', async () => {
    const rater = await project.addRater()
    const session = await leaseNextTask(rater, { slug: project.slug })
    const { assignmentId } = session.task!
    await submitTask(rater, project.slug, session.task, ['no', 'no', 'no'])
    await undoSubmission(rater, { slug: project.slug, assignmentId })
    const { answers, replacedAnswers } = await own(rater)
    expect(answers).toEqual([])
    expect(replacedAnswers).toHaveLength(3)
    expect(replacedAnswers[0]).toMatchObject({
      image: expect.stringMatching(/\.jpg$/),
      class: expect.stringMatching(/^class \d$/),
      answer: 'no',
      replacedAt: expect.any(String),
    })
  })

  test('do not distinguish an answer to a gold question from a vote', async () => {
    const rater = await project.addRater()
    const raterId = await rateOnce(rater)
    const [{ image, class: className, ...vote }] = (await own(rater)).answers
    const assignment = await prisma.assignment.findFirstOrThrow({ where: { projectId: project.id, raterId } })
    const votes = await prisma.vote.findMany({ where: { projectId: project.id, raterId } })
    await prisma.vote.deleteMany({ where: { projectId: project.id, raterId } })
    await prisma.goldenAnswer.createMany({
      data: votes.map(({ candidateId, answer }) => ({
        projectId: project.id,
        candidateId,
        raterId,
        source: 'hidden' as const,
        answer,
        answeredAt: assignment.submittedAt,
      })),
    })
    const { answers, expertAnswers } = await own(rater)
    expect(answers).toHaveLength(3)
    expect(answers[0]).toEqual({ image, class: className, ...vote })
    expect(expertAnswers).toEqual([])
    expect(JSON.stringify({ answers })).not.toMatch(/hidden|golden|holds/)
  })

  test('are empty for a member who never rated, and create no rater', async () => {
    expect(await errorCode(exportOwnData(admin, project.slug))).toBe('not-found')
    expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(0)
  })

  test("are given to a panel's visitor only if the visit proves their identity", async () => {
    const actor = await panelist()
    await rateOnce(actor)
    const data = await own(actor)
    expect(data.identity.idAtPanel).toBe('the-pid-of-someone')
    expect(data.visits).toMatchObject([{ visit: 'the-visit', study: 'the-study' }])
    const { panelId } = await prisma.panelVisit.findFirstOrThrow({ where: { id: actor.visitId } })
    const second = await prisma.panelVisit.create({
      data: { projectId: project.id, panelId, raterId: actor.raterId, visitKey: 'made up by a stranger' },
    })
    const stranger = { ...actor, visitId: second.id }
    expect(await errorCode(exportOwnData(stranger, project.slug))).toBe('forbidden')
    expect(await errorCode(eraseOwnIdentity(stranger, { slug: project.slug, raterId: actor.raterId }))).toBe(
      'forbidden',
    )
    expect(
      JSON.parse(await text((await exportRaterData(admin, { slug: project.slug, raterId: actor.raterId })).content))
        .answers,
    ).toHaveLength(3)
  })

  test('cannot be exported by or for others', async () => {
    const rater = await project.addRater()
    const raterId = await rateOnce(rater)
    const foreign = await makeRatingProject({ tasks: 1 })
    const foreignAdmin = await foreign.addMember('admin')
    expect(await errorCode(exportRaterData(rater, { slug: project.slug, raterId }))).toBe('forbidden')
    expect(await errorCode(exportRaterData(foreignAdmin, { slug: project.slug, raterId }))).toBe('not-found')
    expect(await errorCode(eraseRater(foreignAdmin, { slug: project.slug, raterId }))).toBe('not-found')
    expect(await errorCode(exportOwnData(await panelist(), foreign.slug))).toBe('not-found')
  })
})

describe('erasing an identity', () => {
  test("keeps the votes under the rater's number and nothing that names the person", async () => {
    const actor = await panelist()
    await rateOnce(actor)
    await prisma.imageFlag.create({
      data: { projectId: project.id, imageId: 0, raterId: actor.raterId, kinds: ['broken'], comment: 'I am Jane Doe' },
    })
    await prisma.rater.updateMany({
      where: { projectId: project.id, id: actor.raterId },
      data: { settings: { language: 'jane-speaks' } },
    })
    const suggestedBy = { raters: { create: { raterId: actor.raterId } } }
    const ofImage = { projectId: project.id, imageId: 0 }
    await prisma.suggestion.create({ data: { ...ofImage, text: 'My own cat', textKey: 'my own cat', ...suggestedBy } })
    await prisma.suggestion.create({ data: { ...ofImage, classId: 0, ...suggestedBy } })
    // A browser has the same holder id in every project.
    await prisma.leaseHolder.create({ data: { projectId: project.id, raterId: actor.raterId, holder: 987_654_321 } })
    const words = /the-pid-of-someone|the-visit|the-study|Jane Doe|jane-speaks|my own cat|987654321/i
    expect(await everything()).toMatch(words)
    expect(await leasesOf(actor.raterId)).toBe(1)
    await eraseOwnIdentity(actor, { slug: project.slug, raterId: actor.raterId })
    expect(await leasesOf(actor.raterId), 'tasks that nobody else would get').toBe(0)
    expect(await everything()).not.toMatch(words)
    const left = { where: { projectId: project.id }, select: { classId: true, _count: { select: { raters: true } } } }
    expect(await prisma.suggestion.findMany(left)).toEqual([{ classId: 0, _count: { raters: 1 } }])
    expect(await prisma.vote.count({ where: { projectId: project.id, raterId: actor.raterId } })).toBe(3)
    expect(await isVisitOpen(actor)).toBe(false)
    expect(log()).not.toMatch(words)
    expect(JSON.parse(log().trim())).toEqual({ project: project.slug, rater: actor.raterId, at: expect.any(String) })
  })

  test('lets a user with an account rate again only as someone new', async () => {
    const rater = await project.addRater()
    const before = await rateOnce(rater)
    await eraseRater(admin, { slug: project.slug, raterId: before })
    expect((await accessAsRater(rater, project.slug)).raterId).not.toBe(before)
    expect((await own(rater)).answers).toEqual([])
  })

  test('is repeated after a backup is restored, and spares a later rater with the same number', async () => {
    const actor = await panelist()
    const identity = await prisma.raterIdentity.findFirstOrThrow({
      where: { projectId: project.id, raterId: actor.raterId },
    })
    await eraseOwnIdentity(actor, { slug: project.slug, raterId: actor.raterId })
    expect(await replayErasures()).toEqual({ forgotten: 0, brokenLines: 0 })
    await prisma.raterIdentity.create({ data: identity })
    await prisma.panelVisit.updateMany({ where: { id: actor.visitId }, data: { visitKey: 'the-visit' } })
    expect(await replayErasures()).toEqual({ forgotten: 1, brokenLines: 0 })
    expect(await everything()).not.toMatch(/the-pid-of-someone|the-visit/)
    await prisma.raterIdentity.create({ data: identity })
    await prisma.rater.updateMany({
      where: { projectId: project.id, id: actor.raterId },
      data: { createdAt: new Date(Date.now() + 60_000) },
    })
    expect(await replayErasures()).toEqual({ forgotten: 0, brokenLines: 0 })
  })

  test('is completed at the next start if the server crashed after logging it', async () => {
    const actor = await panelist()
    const line = JSON.stringify({ project: project.slug, rater: actor.raterId, at: new Date().toISOString() })
    writeFileSync(inData('erasures.jsonl'), `{"project":"torn","ra\n${line}\n`)
    expect(await replayErasures()).toEqual({ forgotten: 1, brokenLines: 1 })
    expect(await isVisitOpen(actor)).toBe(false)
  })

  test('is logged only when nothing but the commit can fail any more', async () => {
    const actor = await panelist()
    const rater = await project.addRater()
    await prisma.$executeRaw`
      ALTER TABLE audit_event ADD CONSTRAINT failing CHECK (action NOT IN ('rater.erase', 'account.delete')) NOT VALID`
    try {
      await expect(eraseOwnIdentity(actor, { slug: project.slug, raterId: actor.raterId })).rejects.toThrow('failing')
      await expect(deleteAccount(rater, await ownerProofOf(rater))).rejects.toThrow('failing')
    } finally {
      await prisma.$executeRaw`ALTER TABLE audit_event DROP CONSTRAINT failing`
    }
    expect(await replayErasures()).toEqual({ forgotten: 0, brokenLines: 0 })
    expect(await isVisitOpen(actor)).toBe(true)
  })

  test('replays nothing without a log', async () => {
    expect(await replayErasures()).toEqual({ forgotten: 0, brokenLines: 0 })
  })
})

describe('deleting an account', () => {
  test('removes the person from every project and keeps the votes', async () => {
    const rater = await project.addRater()
    const raterId = await rateOnce(rater)
    const { email, currentPassword } = await ownerProofOf(rater)
    await prisma.goldenNote.create({
      data: {
        projectId: project.id,
        id: 1,
        candidateId: 0,
        userId: rater.kind === 'account' ? rater.userId : null,
        author: 'Jane Doe',
        text: 'it is a cat',
      },
    })
    const archive = await storeArchive(project.id, Readable.from([Buffer.from(email)]))
    await deleteAccount(rater, { email: email.toUpperCase(), currentPassword })
    expect(existsSync(archive.path), 'an archive that has the e-mail').toBe(false)
    expect(await prisma.appUser.findUnique({ where: { email } })).toBeNull()
    expect(await everything()).not.toMatch(/Jane Doe/)
    expect(await everything()).toMatch(/it is a cat/)
    expect(await leasesOf(raterId)).toBe(0)
    expect(await prisma.vote.count({ where: { projectId: project.id, raterId } })).toBe(3)
    expect(log()).not.toContain(email)
  })

  test('is repeated after a backup is restored', async () => {
    const rater = await project.addRater()
    const proof = await ownerProofOf(rater)
    const user = await prisma.appUser.findUniqueOrThrow({ where: { email: proof.email } })
    await deleteAccount(rater, proof)
    await prisma.appUser.create({ data: user })
    await replayErasures()
    expect(await prisma.appUser.findUnique({ where: { id: user.id } })).toBeNull()
  })

  test('is refused for the last admin of a project and for a wrong e-mail, without writing anything', async () => {
    const proof = await ownerProofOf(admin)
    expect(await errorCode(deleteAccount(admin, { ...proof, email: 'other@example.org' }))).toBe('invalid-input')
    await expect(deleteAccount(admin, proof)).rejects.toThrow(project.slug)
    expect(() => log()).toThrow()
    await project.addMember('admin')
    await deleteAccount(admin, proof)
  })
})

test('exports of votes name nobody', async () => {
  const actor = await panelist()
  await rateOnce(actor)
  const csv = await text((await exportProject(admin, { slug: project.slug, format: 'votes-csv' })).content)
  expect(csv).toContain(`,${actor.raterId},panel,`)
  expect(csv).not.toMatch(/the-pid|the-visit|the-study|@|A panel/)
})
