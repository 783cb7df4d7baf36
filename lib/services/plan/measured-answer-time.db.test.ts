import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { readDashboard } from '@/lib/services/projects/read-dashboard'
import { answeredTask } from '@/lib/services/testing/answered-task'
import { type PlanProject, planProject } from '@/lib/services/testing/plan-project'
import { launchBatch } from './launch-batch'
import { measuredAnswerTime } from './measured-answer-time'
import { planProposals } from './plan-proposals'
import { readPlan } from './read-plan'

const operator = { kind: 'operator' } as const
let project: PlanProject
beforeEach(async () => {
  project = await planProject()
})
afterEach(() => project.remove())

/** So many raters who have each taken so many milliseconds for a candidate of every task. */
async function answered(raters: number, msPerCandidate: number, kind: 'human' | 'simulated') {
  const tasks = await prisma.task.findMany({ where: { projectId: project.id }, include: { candidates: true } })
  const first = await prisma.rater.count({ where: { projectId: project.id } })
  for (let k = 0; k < raters; k++) {
    const raterId = first + k + 1
    await prisma.rater.create({ data: { projectId: project.id, id: raterId, kind } })
    for (const [index, { id: taskId, candidates }] of tasks.entries())
      await answeredTask({
        ...{ projectId: project.id, raterId, taskId, order: index + 1 },
        answers: candidates.map(() => 0),
        activeMs: (msPerCandidate + (k % 2 ? 500 : -500)) * candidates.length,
      })
  }
}
const plan = async () => planProposals(operator, { slug: project.slug, settings: await project.choose() })

test('prices a plan with the time that people have taken, once there are fifty timed answers', async () => {
  await project.choose({ ratersPerTask: 100 })
  await launchBatch(operator, { slug: project.slug, name: 'First', projectRoot: process.cwd() })
  await project.choose({ asksUnanimous: true, ratersPerTask: 2 })
  const assumed = await plan()
  expect(assumed.time).toEqual({ perTask: 0, perCandidate: 3.75, from: 'assumed', answers: 0 })
  expect(assumed.figures.raterHours).toBeCloseTo((assumed.figures.pairs * 2 * 3.75) / 3600, 10)

  await answered(17, 1_000, 'simulated')
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

test('measures seconds per candidate as the overview shows it, where all raters are people', async () => {
  await project.choose({ ratersPerTask: 100 })
  await launchBatch(operator, { slug: project.slug, name: 'First', projectRoot: process.cwd() })
  await answered(18, 2_500, 'human')
  await answered(1, 9_000, 'human')
  const measured = await measuredAnswerTime(project.id)
  const { dashboard } = await readDashboard(operator, project.slug)
  expect(dashboard?.pace.all).toBeGreaterThan(2.6)
  expect(measured?.secondsPerCandidate).toBe(dashboard?.pace.all)
})
