import { expect, test, vi } from 'vitest'
import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import { prisma } from '@/lib/db/client'
import { answerNext, madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { followDashboard, watchedProjectCount } from './follow-dashboard'

const project = madeForEachTest(() => makeRatingProject({ tasks: 4, candidates: 3, quota: 1 }))

function listener() {
  const seen: Dashboard[] = []
  let isLost = false
  const watcher = {
    onChange: (json: string) => void seen.push(JSON.parse(json)),
    onLost: () => {
      isLost = true
    },
  }
  return { seen, watcher, isLost: () => isLost }
}

test('notifies every watcher of a submission with one read for all, and stops reading when nobody watches', async () => {
  const before = watchedProjectCount()
  const admin = await project.addMember('admin')
  const [one, other] = [listener(), listener()]
  const ends = [
    (await followDashboard(admin, project.slug)).begin(one.watcher),
    (await followDashboard(admin, project.slug)).begin(other.watcher),
  ]
  expect(watchedProjectCount()).toBe(before + 1)
  await vi.waitFor(() => expect(one.seen.at(-1)?.votes.given).toBe(0), { timeout: 40_000 })

  const rater = await project.addRater()
  await answerNext(rater, project.slug, ['no', 'no', 'yes'])
  await vi.waitFor(() => expect(other.seen.at(-1)?.votes.given).toBe(3), { timeout: 40_000 })
  expect(one.seen.at(-1)).toEqual(other.seen.at(-1))

  for (const end of ends) end()
  expect(watchedProjectCount()).toBe(before)
})

test('drops a watcher who is no longer an admin or signs out', async () => {
  for (const change of [
    (userId: string) => prisma.membership.updateMany({ where: { userId }, data: { role: 'rater' } }),
    (userId: string) => prisma.appUser.update({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } }),
  ]) {
    const admin = await project.addMember('admin')
    if (admin.kind !== 'account') throw new Error('an admin has an account')
    const { watcher, isLost } = listener()
    const end = (await followDashboard(admin, project.slug, { checkMs: 50 })).begin(watcher)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(isLost()).toBe(false)
    await change(admin.userId)
    await vi.waitFor(() => expect(isLost()).toBe(true), { timeout: 10_000 })
    end()
  }
})

test('rejects raters and experts at once', async () => {
  for (const actor of [await project.addRater(), await project.addMember('expert')])
    await expect(followDashboard(actor, project.slug)).rejects.toMatchObject({ code: 'forbidden' })
})

test('refuses an account that has twenty streams open, until one of them ends', async () => {
  const [admin, other] = [await project.addMember('admin'), await project.addMember('admin')]
  const { watcher } = listener()
  const follow = async (actor = admin) => (await followDashboard(actor, project.slug)).begin(watcher)
  const ends: Array<() => void> = []
  for (let count = 0; count < 20; count++) ends.push(await follow())
  await expect(follow()).rejects.toMatchObject({ code: 'too-many-requests' })
  ends.push(await follow(other))
  ends[0]!()
  ends[0]!()
  ends.push(await follow())
  await expect(follow()).rejects.toMatchObject({ code: 'too-many-requests' })
  for (const end of ends) end()
})
