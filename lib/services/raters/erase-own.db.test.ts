import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { readOwnSummary } from '@/lib/services/rating/own-data'
import { madeForFile, makeRatingProject } from '@/lib/services/testing/rating-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { eraseOwnIdentity, eraseRater } from './erase-rater'

ownDataFolder()
const project = madeForFile(() => makeRatingProject({ tasks: 3 }))

test.each([
  ['paused', 'pausedAt'],
  ['disqualified', 'disqualifiedAt'],
])('does not let a %s rater start over by erasing their data', async (_, field) => {
  const { slug, id: projectId } = project
  const [rater, admin] = [await project.addRater(), await project.addMember('admin')]
  const { raterId } = await leaseNextTask(rater, { slug })
  const setRater = (at: Date | null) =>
    prisma.rater.update({ where: { projectId_id: { projectId, id: raterId } }, data: { [field]: at } })
  expect(await readOwnSummary(rater, slug)).toMatchObject({ mayErase: true })
  await setRater(new Date())
  // The page says so beforehand.
  expect(await readOwnSummary(rater, slug)).toMatchObject({ mayErase: false })
  await expect(eraseOwnIdentity(rater, { slug, raterId })).rejects.toMatchObject({ code: 'conflict' })
  expect((await leaseNextTask(rater, { slug })).raterId).toBe(raterId)
  await eraseRater(admin, { slug, raterId })
  expect(await prisma.raterIdentity.count({ where: { projectId, raterId } })).toBe(0)
})
