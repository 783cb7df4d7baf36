import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { removeMember } from './change-member'
import { deleteAccount } from './delete-account'

const dataDir = env.DATA_DIR
let folder: string
let project: RatingProject

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'reassess-delete-account-'))
  env.DATA_DIR = folder
  project = await makeRatingProject({ tasks: 1 })
})
afterAll(async () => {
  env.DATA_DIR = dataDir
  await project.remove()
  rmSync(folder, { recursive: true, force: true })
})

const idOf = (actor: Actor) => (actor.kind === 'account' ? actor.userId : '')
const admins = () => prisma.membership.findMany({ where: { projectId: project.id, role: 'admin' } })

async function deletion(actor: Actor) {
  const { email } = await prisma.appUser.findUniqueOrThrow({ where: { id: idOf(actor) } })
  return () => deleteAccount(actor, email)
}

test('keeps one of two admins who leave at once, by deleting their accounts or being removed', async () => {
  const [first, second] = [await project.addMember('admin'), await project.addMember('admin')]
  const outcomes = await Promise.allSettled([await deletion(first), await deletion(second)].map((run) => run()))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [left] = await admins()
  const last = [first, second].find((actor) => idOf(actor) === left?.userId)!
  const other = await project.addMember('admin')
  const deleteOther = await deletion(other)
  await Promise.allSettled([deleteOther(), removeMember(other, { slug: project.slug, memberId: idOf(last) })])
  expect(await admins()).toHaveLength(1)
})
