import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import { readDashboard } from '@/lib/services/projects/read-project'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { makeRatingProject, rateAll } from '@/lib/services/testing/rating-project'
import { measureRaterImpact } from './measure-rater-impact'
import { actOnRaters } from './rater-state'
import { readRaterDrift } from './read-rater-drift'
import { readRaterTable } from './read-rater-table'

let imported: Awaited<ReturnType<typeof aggregatedProject>>
beforeAll(async () => {
  imported = await aggregatedProject()
})

/** A table is returned without the drift if that takes long, which depends on what else the machine does. */
async function readWithDrift(slug: string) {
  const read = () => readRaterTable(operator, { slug, needsDrift: true })
  await expect.poll(async () => (await read()).isDriftPending).toBe(false)
  return read()
}

test('counts imported votes by rater, and shows the figures of a run and a measurement', async () => {
  const { slug } = imported
  const before = await readRaterTable(operator, { slug })
  expect(before).toMatchObject({ runId: null, agreementOf: null })
  const total = before.raters.reduce((sum, { votes }) => sum + votes.no + votes.maybe + votes.yes, 0)
  expect(total).toBe(24)
  expect(
    before.raters.every(({ isReachable, secondsPerCandidate }) => !isReachable && secondsPerCandidate === null),
  ).toBe(true)
  const { runId } = await imported.aggregate()
  await measureRaterImpact(operator, { slug, runId, raterIds: 'all' })
  const after = await readWithDrift(slug)
  expect(after.runId).toBe(runId)
  const voters = after.raters.filter(({ votes }) => votes.no + votes.maybe + votes.yes > 0)
  expect(voters.every(({ impact }) => impact !== null)).toBe(true)
})

test('says how many votes the agreement of raters is based on, and how many count now', async () => {
  const { slug } = imported
  await measureAgreement(operator, { slug, projectRoot: process.cwd(), seed: 1, replicates: 50 })
  expect((await readRaterTable(operator, { slug })).agreementOf).toMatchObject({ voteCount: 24, countedVotes: 24 })
  const [{ id: raterId, votes } = { id: 0, votes: null }] = (await readRaterTable(operator, { slug })).raters
  const given = votes ? votes.no + votes.maybe + votes.yes : 0
  expect(given).toBeGreaterThan(0)
  await actOnRaters(operator, { slug, act: 'exclude', raterIds: [raterId] })
  const { agreementOf } = await readRaterTable(operator, { slug })
  expect(agreementOf).toMatchObject({ voteCount: 24, countedVotes: 24 - given })
  await actOnRaters(operator, { slug, act: 'include', raterIds: [raterId] })
})

test('lists an admin who opened a page of experts only once they have a task', async () => {
  const project = await makeRatingProject({ tasks: 2, candidates: 1 })
  const admin = await project.addMember('admin')
  const numbers = async () => (await readRaterTable(operator, project)).raters.map(({ id }) => id)
  const { raterId } = await nextAdjudication(admin, {
    slug: project.slug,
    view: { kind: null, classIndex: null, image: null },
    later: [],
  })
  expect(await numbers()).toEqual([])
  expect((await readDashboard(operator, project.slug)).dashboard.raters.all).toBe(0)
  await leaseNextTask(admin, project)
  expect(await numbers()).toEqual([raterId])
})

test('counts answers given here with their time, and compares golden answers with the truth', async () => {
  const project = await makeRatingProject({ tasks: 2, candidates: 3, quota: 2 })
  const { slug, id: projectId } = project
  const rater = await project.addRater()
  await rateAll(rater, slug, Array(2).fill(['yes', 'maybe', 'no']))
  await prisma.rater.create({ data: { projectId, id: 90, kind: 'human', isExpert: true } })
  // The order of names is random, so the truth is derived from the answers.
  const given = await prisma.vote.findMany({ where: { projectId, raterId: 1, candidateId: { lt: 3 } } })
  await prisma.goldenAnswer.createMany({
    data: given.map(({ candidateId, answer }) => ({
      ...{ projectId, candidateId, raterId: 90, source: 'expert' as const, answer: answer === 2 ? 2 : 0 },
      answeredAt: new Date(Date.UTC(2026, 0, 1, candidateId)),
    })),
  })
  await actOnRaters(operator, { slug, act: 'pause', raterIds: [1] })
  const { raters } = await readRaterTable(operator, { slug })
  expect(raters.map(({ id }) => id)).toEqual([1, 90])
  expect(raters[1]?.lastActivityAt).toBe('2026-01-01T02:00:00.000Z')
  expect(raters[0]).toMatchObject({
    votes: { no: 2, maybe: 2, yes: 2 },
    isPaused: true,
    isReachable: true,
    // A maybe is half right. One answer of one kind and two of the other are too few for a mean.
    golden: {
      balanced: null,
      holds: { count: 1, share: 1 },
      holdsNot: { count: 2, share: 0.75 },
      missing: { holds: 4, holdsNot: 3 },
    },
    matrix: { from: 'golden', holds: [0, 0, 1], holdsNot: [0.5, 0.5, 0] },
    lastActivityAt: expect.any(String),
  })
  expect(raters[1]).toMatchObject({ isExpert: true, golden: null, votes: { no: 0, maybe: 0, yes: 0 } })
})

test('measures the drift of the raters on a page as that of all raters', async () => {
  const project = await makeRatingProject({ tasks: 60, candidates: 4, quota: 2 })
  const { slug } = project
  const careful = Array(60).fill(['yes', 'no', 'no', 'no'])
  await rateAll(await project.addRater(), slug, careful)
  // The second rater answers at random in the second half.
  await rateAll(await project.addRater(), slug, [...careful.slice(30), ...Array(30).fill(['no', 'yes', 'no', 'yes'])])
  await runAggregation(operator, { slug, projectRoot: process.cwd(), method: 'majority', parameters: {} })
  const { raters } = await readWithDrift(slug)
  expect(raters.map(({ drift }) => drift?.lateCount)).toEqual([100, 100])
  const drifts = await Promise.all([[1], [2]].map((raterIds) => readRaterDrift(operator, { slug, raterIds })))
  expect(drifts.flatMap((one) => one.raters)).toEqual(raters.map(({ drift }) => drift))
})
