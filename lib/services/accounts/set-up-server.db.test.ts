import { createHash, randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { removeProject } from '@/lib/services/testing/remove-project'
import { setUpServer } from './set-up-server'

const email = () => `${randomUUID()}@example.org`
const input = (token: string) => ({
  token,
  name: 'Ada',
  email: email(),
  password: 'a long enough password',
  withDemo: false,
})
const addToken = async () => {
  const token = randomUUID()
  await prisma.setupToken.create({ data: { tokenHash: createHash('sha256').update(token).digest('hex') } })
  return token
}

afterEach(async () => {
  await prisma.project.deleteMany({ where: { slug: { startsWith: 'set-up-' } } })
  await prisma.appUser.deleteMany()
  await prisma.setupToken.deleteMany()
})

test('refuses a guessed token and creates no account', async () => {
  await addToken()
  await expect(setUpServer(input('guessed'))).rejects.toMatchObject({ code: 'forbidden' })
  expect(await prisma.appUser.count()).toBe(0)
})

test('makes exactly one of two concurrent users of the link the owner', async () => {
  const token = await addToken()
  const results = await Promise.allSettled([setUpServer(input(token)), setUpServer(input(token))])
  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(await prisma.appUser.count({ where: { isOwner: true } })).toBe(1)
  expect(await prisma.setupToken.count()).toBe(0)
})

test('makes the first account admin of what the command line has imported', async () => {
  const project = await prisma.project.create({
    data: { slug: `set-up-${randomUUID().slice(0, 8)}`, name: 'Imported' },
  })
  await setUpServer(input(await addToken()))
  const members = await prisma.membership.findMany({ where: { projectId: project.id } })
  expect(members.map((one) => one.role)).toEqual(['admin'])
})

test('creates the demo project for the account and asks the worker to fill it, unless there is one', async () => {
  const setUp = async () => setUpServer({ ...input(await addToken()), withDemo: true })
  expect(await setUp()).toEqual({ projectSlug: 'demo' })
  const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { slug: 'demo' } })
  const [member] = await prisma.membership.findMany({ where: { projectId } })
  expect(member!.role).toBe('admin')
  expect(await prisma.job.findMany({ where: { projectId } })).toMatchObject([
    { kind: 'create-demo', title: 'Preparing the demo project', state: 'queued', askedBy: member!.userId },
  ])
  await prisma.appUser.deleteMany()
  expect(await setUp()).toEqual({ projectSlug: 'demo' })
  expect(await prisma.job.count({ where: { projectId } })).toBe(1)
  await removeProject('demo')
})
