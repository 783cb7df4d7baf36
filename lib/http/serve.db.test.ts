import { beforeEach, expect, test } from 'vitest'
import type { Actor, EndpointRole } from '@/lib/domain/permissions'
import { errorCode, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { authorize } from './serve'

let project: RatingProject
let other: RatingProject
beforeEach(async () => {
  ;[project, other] = await Promise.all([makeRatingProject({ tasks: 1 }), makeRatingProject({ tasks: 1 })])
})

const roles: EndpointRole[] = ['anyone', 'account', 'owner', 'visitor', 'rater', 'expert', 'admin']

test('each role admits the actors that it names, and reveals no more to others than they may know', async () => {
  const [visitor, rater, expert, admin, stranger] = await Promise.all([
    project.addVisitor(),
    project.addMember('rater'),
    project.addMember('expert'),
    project.addMember('admin'),
    other.addMember('admin'),
  ])
  const answers = async (actor: Actor | null, slug = project.slug) =>
    Promise.all(roles.map((role) => errorCode(authorize(actor, role, slug))))
  const [may, no, hidden] = ['no error', 'forbidden', 'not-found']
  expect(await answers(null)).toEqual([may, ...Array(6).fill('unauthenticated')])
  expect(await answers(visitor)).toEqual([may, no, no, may, may, hidden, hidden])
  expect(await answers(visitor, other.slug)).toEqual([may, no, no, hidden, hidden, hidden, hidden])
  expect(await answers(rater)).toEqual([may, may, no, no, may, no, no])
  expect(await answers(expert)).toEqual([may, may, no, no, may, may, no])
  expect(await answers(admin)).toEqual([may, may, no, no, may, may, may])
  expect(await answers(stranger)).toEqual([may, may, no, no, hidden, hidden, hidden])
  expect(await answers(stranger, 'no-such-project')).toEqual([may, may, no, no, hidden, hidden, hidden])
  expect(
    await errorCode(authorize({ kind: 'account', userId: crypto.randomUUID(), isOwner: true }, 'owner', undefined)),
  ).toBe(may)
})
