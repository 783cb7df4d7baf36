import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AcceptInviteInput } from '@/lib/contracts/accounts/member'
import { projectSettingsInput } from '@/lib/contracts/projects/project'
import { prisma } from '@/lib/db/client'
import { lockProject } from '@/lib/db/session/transaction'
import { type ImageFilter, imageAddress } from '@/lib/domain/images/image-filter'
import type { Actor } from '@/lib/domain/permissions'
import { acceptInvite, createInvite, findInvite, listInvites, revokeInvite } from '@/lib/services/accounts/invites'
import { listMembers } from '@/lib/services/accounts/members'
import { findClasses } from '@/lib/services/classes/read-classes'
import { listImages, readImageDetail } from '@/lib/services/images/read-images'
import { readRaterDrift } from '@/lib/services/raters/read-rater-drift'
import { readRaterTable } from '@/lib/services/raters/read-rater-table'
import { listMethods } from '@/lib/services/runs/list-methods'
import { listRuns } from '@/lib/services/runs/list-runs'
import { addRun } from '@/lib/services/testing/add-run'
import { addUser, errorCode } from '@/lib/services/testing/rating-project'
import { createProject } from './create-project'
import { listProjects, readProjectOverview, readProjectSettings } from './read-project'
import { updateProject } from './update-project'

type Account = Actor & { kind: 'account' }
const key = () => randomUUID().slice(0, 8)

async function account(isOwner = false): Promise<Account> {
  const { id } = await addUser({ name: `Person ${key()}`, isOwner })
  return { kind: 'account', userId: id, isOwner }
}

async function project(owner: Account): Promise<{ slug: string; id: number }> {
  const { slug } = await createProject(owner, { name: `Trial ${key()}`, description: '' })
  const { id } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  return { slug, id }
}

const actions = async (projectId: number) =>
  (await prisma.auditEvent.findMany({ where: { projectId }, orderBy: { id: 'asc' } })).map((event) => event.action)

let owner: Account
let slug: string
let projectId: number
beforeEach(async () => {
  owner = await account(true)
  ;({ slug, id: projectId } = await project(owner))
})
afterEach(async () => {
  // Images are deleted first, since labels and candidates reference classes.
  await prisma.image.deleteMany()
  await prisma.project.deleteMany()
  await prisma.appUser.deleteMany()
})

describe('projects', () => {
  test('only lets the owner of the server create projects, and makes the owner their admin', async () => {
    expect(await errorCode(createProject(await account(), { name: 'Mine', description: '' }))).toBe('forbidden')
    expect((await listProjects(owner)).map((p) => [p.slug, p.role])).toEqual([[slug, 'admin']])
  })

  test('are not changed while a long import has locked them, and say why before the request times out', async () => {
    await prisma.$transaction(async (tx) => {
      await lockProject(tx, projectId)
      const changed = updateProject(owner, { slug, changes: { description: 'New' } })
      await expect(changed).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('A long import'),
      })
    })
    const { description } = await updateProject(owner, { slug, changes: { description: 'New' } })
    expect(description).toBe('New')
  })

  test('gives different addresses to names with the same slug', async () => {
    const name = `Twins ${key()}`
    const create = (ending: string) => createProject(owner, { name: name + ending, description: '' })
    const slugs = await Promise.all(['', '!', '?'].map(create))
    expect(new Set(slugs.map((p) => p.slug)).size).toBe(3)
  })

  test('rejects the name of another project, on creation and when renaming', async () => {
    const name = `Taken ${key()}`
    await createProject(owner, { name, description: '' })
    const taken = { code: 'conflict', fields: { name: 'Another project has this name.' } }
    await expect(createProject(owner, { name: name.toUpperCase(), description: '' })).rejects.toMatchObject(taken)
    await expect(updateProject(owner, { slug, changes: { name } })).rejects.toMatchObject(taken)
    await updateProject(owner, { slug, changes: { name: `${name} 2` } })
    await updateProject(owner, { slug, changes: { name: `${name} 2`.toUpperCase() } })
  })

  test('writes only changed fields, and who changed them', async () => {
    await updateProject(owner, { slug, changes: { name: 'Renamed', ratersPerTask: 5, isPaused: true } })
    await updateProject(owner, { slug, changes: { name: 'Renamed' } })
    expect(await readProjectSettings(owner, slug)).toMatchObject({ name: 'Renamed', ratersPerTask: 5, isPaused: true })
    const events = await prisma.auditEvent.findMany({ where: { projectId, action: 'project.update' } })
    expect(events.map((event) => [event.userId, event.details])).toEqual([
      [owner.userId, { name: 'Renamed', isPaused: true }],
    ])
  })

  test('only lets raters choose how they answer if an admin allows it', async () => {
    expect(await readProjectSettings(owner, slug)).toMatchObject({ answerModes: [] })
    await updateProject(owner, { slug, changes: { answerModes: ['sweep', 'auto'] } })
    await updateProject(owner, { slug, changes: { answerModes: ['sweep', 'auto'] } })
    expect(await readProjectSettings(owner, slug)).toMatchObject({ answerModes: ['sweep', 'auto'] })
    const events = await prisma.auditEvent.findMany({ where: { projectId, action: 'project.update' } })
    expect(events.map(({ details }) => details)).toEqual([{ answerModes: ['sweep', 'auto'] }])
    expect(projectSettingsInput.safeParse({ answerModes: ['each'] }).success).toBe(false)
  })

  test('gives a name to one of several projects that are created or renamed at once', async () => {
    const name = `Wanted ${key()}`
    const creation = () => createProject(owner, { name, description: '' })
    const renaming = () => updateProject(owner, { slug, changes: { name } })
    const outcomes = await Promise.all([creation(), renaming(), creation(), creation()].map(errorCode))
    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'conflict', 'no error'])
    expect(await prisma.project.count({ where: { name } })).toBe(1)
  })

  test('reports not found to non-members, and forbidden to raters', async () => {
    const [stranger, rater] = [await account(), await account()]
    await prisma.membership.create({ data: { projectId, userId: rater.userId, role: 'rater' } })
    const everything = (actor: Account) => [
      readProjectOverview(actor, slug),
      readProjectSettings(actor, slug),
      updateProject(actor, { slug, changes: { name: 'x' } }),
      readRaterTable(actor, { slug }),
      readRaterDrift(actor, { slug, raterIds: [1] }),
      listMembers(actor, slug),
      listRuns(actor, slug),
      listMethods(actor, slug),
      listInvites(actor, slug),
      createInvite(actor, { slug, invite: { role: 'admin', maxUses: 1, daysValid: 1, note: '' } }),
      revokeInvite(actor, { slug, inviteId: randomUUID() }),
      listImages(actor, { slug, filter: imageAddress.initial, pageSize: 60 }),
      readImageDetail(actor, { slug, imageId: 1, filter: imageAddress.initial }),
      findClasses(actor, { slug, query: '' }),
    ]
    expect(new Set(await Promise.all(everything(stranger).map(errorCode)))).toEqual(new Set(['not-found']))
    expect(new Set(await Promise.all(everything(rater).map(errorCode)))).toEqual(new Set(['forbidden']))
  })
})

describe('invites', () => {
  const invite = (changes = {}) =>
    createInvite(owner, { slug, invite: { role: 'rater', maxUses: 2, daysValid: 7, note: 'Panel A', ...changes } })
  const newAccount = (token: string): AcceptInviteInput => ({
    token,
    account: { name: 'New', email: `${key()}@example.org`, password: 'a long password' },
  })

  test('stores no secret: it is neither in the row nor in the list', async () => {
    const { token } = await invite()
    const row = await prisma.invite.findFirstOrThrow({ where: { projectId } })
    expect(JSON.stringify([row, await listInvites(owner, slug)])).not.toContain(token)
    expect(await findInvite(token)).toMatchObject({ state: 'active', role: 'rater' })
    expect(await findInvite('another')).toBeNull()
  })

  test('admits no more of many concurrent users than allowed, and creates no account for the rest', async () => {
    const { token } = await invite({ maxUses: 3 })
    const inputs = Array.from({ length: 8 }, () => newAccount(token))
    const outcomes = await Promise.all(inputs.map((input) => errorCode(acceptInvite(null, input))))
    expect(outcomes.filter((outcome) => outcome === 'no error')).toHaveLength(3)
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(5)
    const emails = inputs.map((input) => input.account?.email ?? '')
    const users = await prisma.appUser.findMany({ where: { email: { in: emails } } })
    expect(users).toHaveLength(3)
    expect((await listInvites(owner, slug)).invites[0]).toMatchObject({ useCount: 3, state: 'used-up' })
  })

  test('admits nobody with a revoked, expired or unknown link', async () => {
    const joiner = await account()
    const { token, invite: made } = await invite()
    const weekLater = new Date(Date.now() + 8 * 86_400_000)
    expect(await errorCode(acceptInvite(joiner, { token }, weekLater))).toBe('conflict')
    await revokeInvite(owner, { slug, inviteId: made.id })
    await revokeInvite(owner, { slug, inviteId: made.id })
    expect(await errorCode(acceptInvite(joiner, { token }))).toBe('conflict')
    expect(await errorCode(acceptInvite(joiner, { token: 'unknown' }))).toBe('not-found')
    expect(await actions(projectId)).toEqual(['project.create', 'invite.create', 'invite.revoke'])
  })

  test("keeps a member's higher role without counting a use, and raises a lower role", async () => {
    const { token: asRater } = await invite()
    const { token: asExpert } = await invite({ role: 'expert' })
    expect(await acceptInvite(owner, { token: asRater })).toEqual({ projectSlug: slug, role: 'admin' })
    const joiner = await account()
    await acceptInvite(joiner, { token: asRater })
    expect(await acceptInvite(joiner, { token: asExpert })).toEqual({ projectSlug: slug, role: 'expert' })
    const { invites } = await listInvites(owner, slug)
    expect(invites.map((i) => [i.role, i.useCount]).sort()).toEqual([
      ['expert', 1],
      ['rater', 1],
    ])
    expect((await listMembers(owner, slug)).map((member) => member.role).sort()).toEqual(['admin', 'expert'])
  })

  test('takes one use, and answers alike, if a user accepts in ten tabs at once', async () => {
    for (const maxUses of [1, 3]) {
      const { token, invite: made } = await invite({ maxUses })
      const joiner = await account()
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => errorCode(acceptInvite({ ...joiner }, { token }))),
      )
      expect(outcomes).toEqual(outcomes.map(() => 'no error'))
      const { invites } = await listInvites(owner, slug)
      expect(invites.find(({ id }) => id === made.id)?.useCount).toBe(1)
    }
    expect((await actions(projectId)).filter((action) => action === 'invite.accept')).toHaveLength(2)
  })

  test('rejects the e-mail of an existing account without counting a use', async () => {
    const { token } = await invite()
    const taken = await prisma.appUser.findUniqueOrThrow({ where: { id: owner.userId } })
    const input = { token, account: { name: 'Me again', email: taken.email, password: 'a long password' } }
    await expect(acceptInvite(null, input)).rejects.toMatchObject({
      code: 'conflict',
      fields: { 'account.email': expect.any(String) },
    })
    expect((await listInvites(owner, slug)).invites[0]!.useCount).toBe(0)
  })
})

describe('image browser', () => {
  // Run 1 keeps no label, the original, two labels, three labels, a different label, and the unrated original.
  const kept = [[], [1], [1, 2], [1, 2, 3], [2], [1]]
  beforeEach(async () => {
    await prisma.class.createMany({
      data: [1, 2, 3].map((id) => ({
        ...{ projectId, id, classIndex: id - 1, externalId: `n0${id}`, path: [] },
        ...{ name: ['crane', 'heron', '50%'][id - 1]!, otherNames: id === 1 ? ['bird'] : [] },
      })),
    })
    await prisma.image.createMany({
      data: kept.map((_, k) => ({ projectId, id: k + 1, position: k, fileName: `val_${k}.JPEG`, originalClassId: 1 })),
    })
    await prisma.candidate.createMany({
      data: [1, 2, 3, 4, 5].flatMap((imageId) =>
        [1, 2, 3].map((classId) => {
          const id = imageId * 10 + classId
          return { projectId, id, imageId, classId, position: id, isOriginal: classId === 1 }
        }),
      ),
    })
    await addRun(projectId, { labelCount: 8, changedImageCount: 4 })
    await prisma.runImage.createMany({
      data: kept.map((labels, k) => ({
        ...{ projectId, runId: 1, imageId: k + 1, position: k, labelCount: labels.length, isRated: k < 5 },
        isChanged: labels.length !== 1 || labels[0] !== 1,
      })),
    })
    await prisma.runLabel.createMany({
      data: kept.flatMap((labels, k) => labels.map((classId) => ({ projectId, runId: 1, classId, imageId: k + 1 }))),
    })
  })

  const shown = async (change: Partial<ImageFilter>, pageSize = 60) =>
    (await listImages(owner, { slug, filter: { ...imageAddress.initial, ...change }, pageSize })).images.map(
      (image) => image.id,
    )

  test('shows exactly the images of every filter, in the order of the files', async () => {
    expect(await shown({})).toEqual([1, 2, 3, 4, 5, 6])
    expect(await shown({ isChanged: true })).toEqual([1, 3, 4, 5])
    expect(await shown({ isChanged: false })).toEqual([2, 6])
    expect(await shown({ labels: '0' })).toEqual([1])
    expect(await shown({ labels: '3+' })).toEqual([4])
    expect(await shown({ classIndex: 1 })).toEqual([3, 4, 5])
    expect(await shown({ classIndex: 0, classAs: 'original', isRated: false })).toEqual([6])
    expect(await shown({ classIndex: 1, isChanged: true, name: '_4.' })).toEqual([5])
    expect(await shown({ classIndex: 999 })).toEqual([])
    expect(await shown({ name: 'val__' })).toEqual([])
  })

  test('shows the last page for a page past the end', async () => {
    const page = await listImages(owner, { slug, filter: { ...imageAddress.initial, page: 99 }, pageSize: 4 })
    expect([page.page, page.pageCount, page.total, page.images.map((i) => i.id)]).toEqual([2, 2, 6, [5, 6]])
  })

  test('reports an unknown run as not found, and ignores filters on a run if there is none', async () => {
    expect(await errorCode(shown({ run: 7 }))).toBe('not-found')
    await prisma.aggregationRun.deleteMany({ where: { projectId } })
    expect(await shown({ isChanged: true, labels: '2' })).toEqual([1, 2, 3, 4, 5, 6])
    expect(await shown({ isRated: true })).toEqual([])
  })

  test('knows the position and neighbours of the open image within the filter', async () => {
    const filter = { ...imageAddress.initial, isChanged: true }
    expect(await readImageDetail(owner, { slug, imageId: 3, filter })).toMatchObject({
      ...{ position: 2, previousId: 1, nextId: 4 },
      image: { otherKept: [], isChanged: true },
    })
    expect(await readImageDetail(owner, { slug, imageId: 2, filter })).toMatchObject({
      ...{ position: null, previousId: 1, nextId: 3 },
    })
    const last = await readImageDetail(owner, { slug, imageId: 6, filter: imageAddress.initial })
    expect(last).toMatchObject({ nextId: null, image: { pairs: [], otherKept: [{ name: 'crane', index: 0 }] } })
    expect(await errorCode(readImageDetail(owner, { slug, imageId: 77, filter }))).toBe('not-found')
  })

  test('finds a class by index, external id, name and other name, exact matches first', async () => {
    const found = async (query: string) => (await findClasses(owner, { slug, query })).classes.map((c) => c.index)
    expect(await found('1')).toEqual([1])
    expect(await found('N03')).toEqual([2])
    expect(await found('BIRD')).toEqual([0])
    expect(await found('50%')).toEqual([2])
    expect(await found('%')).toEqual([2])
  })

  test('gives the id of a found class, which addresses have, beside its index', async () => {
    await prisma.class.create({
      data: { projectId, id: 90, classIndex: 40, name: 'bittern', otherNames: [], path: [] },
    })
    const { classes } = await findClasses(owner, { slug, query: 'bittern' })
    await prisma.class.delete({ where: { projectId_id: { projectId, id: 90 } } })
    expect(classes).toEqual([{ id: 90, index: 40, name: 'bittern', externalId: null }])
  })

  test('says why the calibrated method cannot run until raters have answered candidates of an expert', async () => {
    const obstacle = async () => (await listMethods(owner, slug)).methods.find((m) => m.name === 'calibrated')?.obstacle
    const answer = (raterId: number, candidateId: number) =>
      prisma.goldenAnswer.create({ data: { projectId, raterId, candidateId, source: 'expert', answer: 2 } })
    await prisma.rater.createMany({
      data: [
        { projectId, id: 1, kind: 'human', isExpert: true },
        { projectId, id: 2, kind: 'human' },
      ],
    })
    expect(await obstacle()).toContain('from experts')
    await answer(1, 11)
    await answer(2, 12)
    expect(await obstacle()).toContain('the same candidates as the experts')
    await answer(2, 11)
    expect(await obstacle()).toBeNull()
  })
})
