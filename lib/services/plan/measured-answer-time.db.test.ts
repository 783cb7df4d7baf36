import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findTaskTimes } from '@/lib/db/plan/answer-time-query'
import { operator } from '@/lib/domain/permissions'
import { readDashboard } from '@/lib/services/projects/read-project'
import { answeredTask } from '@/lib/services/testing/answered-task'
import { planProject } from '@/lib/services/testing/plan-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { launchBatch } from './launch-batch'
import { measuredAnswerTime } from './measured-answer-time'
import { planProposals, readPlan } from './read-plan'

const project = madeForEachTest(planProject)

/** Adds this many raters who each took `msPerCandidate` for every candidate of every task. */
async function answered(raters: number, msPerCandidate: number, kind: 'human' | 'simulated', isExcluded = false) {
  const tasks = await prisma.task.findMany({ where: { projectId: project.id }, include: { candidates: true } })
  const first = await prisma.rater.count({ where: { projectId: project.id } })
  for (let k = 0; k < raters; k++) {
    const raterId = first + k + 1
    await prisma.rater.create({ data: { projectId: project.id, id: raterId, kind, isExcluded } })
    for (const [index, { id: taskId, candidates }] of tasks.entries())
      await answeredTask({
        ...{ projectId: project.id, raterId, taskId, order: index + 1 },
        answers: candidates.map(() => 0),
        activeMs: (msPerCandidate + (k % 2 ? 500 : -500)) * candidates.length,
      })
  }
}
const plan = async () => planProposals(operator, { slug: project.slug, settings: await project.choose() })

test('prices a plan with the measured times of people who are not excluded, once there are fifty timed answers', async () => {
  await project.choose({ ratersPerTask: 100 })
  await launchBatch(operator, { slug: project.slug, name: 'First', projectRoot: process.cwd() })
  await project.choose({ asksUnanimous: true, ratersPerTask: 2 })
  const assumed = await plan()
  expect(assumed.time).toEqual({ perTask: 0, perCandidate: 3.75, from: 'assumed', answers: 0 })
  expect(assumed.figures.raterHours).toBeCloseTo((assumed.figures.pairs * 2 * 3.75) / 3600, 10)

  await answered(17, 1_000, 'simulated')
  await answered(17, 700, 'human', true)
  expect((await plan()).time.from).toBe('assumed')
  await answered(18, 2_500, 'human')
  const measured = await plan()
  expect(measured.time).toEqual({ perTask: 0, perCandidate: 2.5, from: 'measured', answers: 54 })
  expect(measured.figures.raterHours).toBeCloseTo((measured.figures.pairs * 2 * 2.5) / 3600, 10)
  expect((await readPlan(operator, project.slug)).measuredTime).toEqual({
    ...{ perTask: 0, perCandidate: 2.5, answers: 54, secondsPerCandidate: 2.5 },
  })
  await project.choose({ secondsPerCandidate: 4 })
  expect((await plan()).time).toMatchObject({ perCandidate: 4, from: 'chosen' })
})

test('measures the same seconds per candidate as the overview if all raters are people', async () => {
  await project.choose({ ratersPerTask: 100 })
  await launchBatch(operator, { slug: project.slug, name: 'First', projectRoot: process.cwd() })
  await answered(18, 2_500, 'human')
  await answered(1, 9_000, 'human')
  const measured = await measuredAnswerTime(project.id)
  const { dashboard } = await readDashboard(operator, project.slug)
  expect(dashboard?.pace.all).toBeGreaterThan(2.6)
  expect(measured?.secondsPerCandidate).toBe(dashboard?.pace.all)
})

/** Lists every timed answer of people without aggregation: the latest `most` of each rater. */
async function everyTime(most: number) {
  const rows = await prisma.assignment.findMany({
    where: { projectId: project.id, state: 'submitted', activeMs: { not: null }, rater: { kind: 'human' } },
    include: { task: { include: { candidates: true } } },
    orderBy: { submittedOrder: 'desc' },
  })
  const latest = rows.filter((row) => rows.filter(({ raterId }) => raterId === row.raterId).indexOf(row) < most)
  const sizes = [...new Set(latest.map(({ task }) => task.candidates.length))].sort((one, other) => one - other)
  return sizes.map((candidates) => {
    const times = latest.filter(({ task }) => task.candidates.length === candidates).map(({ activeMs }) => activeMs!)
    const meanSeconds = times.reduce((sum, time) => sum + time / 1000, 0) / times.length
    return { candidates, answers: times.length, meanSeconds }
  })
}

test("uses the times of all answers, or of each rater's latest ones if there are more than the limit", async () => {
  await project.choose({ ratersPerTask: 100 })
  await launchBatch(operator, { slug: project.slug, name: 'First', projectRoot: process.cwd() })
  await answered(4, 2_500, 'human')
  await answered(1, 9_000, 'human')
  await answered(2, 1_000, 'simulated')
  await prisma.rater.create({ data: { projectId: project.id, id: 99, kind: 'human' } })
  const rounded = (times: Awaited<ReturnType<typeof findTaskTimes>>) =>
    times.map((one) => ({ ...one, meanSeconds: Number(one.meanSeconds.toFixed(6)) }))
  expect(rounded(await findTaskTimes(project.id))).toEqual(rounded(await everyTime(Infinity)))
  const latest = await findTaskTimes(project.id, prisma, 10)
  expect(latest.reduce((sum, { answers }) => sum + answers, 0)).toBe(10)
  expect(rounded(latest)).toEqual(rounded(await everyTime(2)))
})
