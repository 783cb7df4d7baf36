import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { type WorkshopProject, workshopProject } from '@/lib/services/testing/workshop-project'
import { launchBatch } from './launch-batch'
import { planProposals } from './plan-proposals'
import { readWorkshop } from './read-workshop'

const operator = { kind: 'operator' } as const
let project: WorkshopProject
beforeEach(async () => {
  project = await workshopProject()
})
afterEach(() => project.remove())

/** So many raters who have each taken so many milliseconds for a candidate of every task. */
async function answered(raters: number, msPerCandidate: number, kind: 'human' | 'simulated') {
  const tasks = await prisma.task.findMany({ where: { projectId: project.id }, include: { candidates: true } })
  const first = await prisma.rater.count({ where: { projectId: project.id } })
  for (let k = 0; k < raters; k++) {
    const raterId = first + k + 1
    await prisma.rater.create({ data: { projectId: project.id, id: raterId, kind } })
    for (const { id: taskId, candidates } of tasks) {
      const activeMs = msPerCandidate * candidates.length
      await prisma.$executeRaw`
        INSERT INTO assignment (project_id, id, task_id, rater_id, state, submitted_at, active_ms, duration_ms)
        SELECT ${project.id}::int, coalesce(max(id), 0) + 1, ${taskId}::int, ${raterId}::int, 'submitted', now(), ${activeMs}::int, ${activeMs}::int
        FROM assignment WHERE project_id = ${project.id}::int`
    }
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

  await answered(20, 100, 'simulated')
  expect((await plan()).time.from).toBe('assumed')
  await answered(17, 2_500, 'human')
  const measured = await plan()
  expect(measured.time).toEqual({ perTask: 0, perCandidate: 2.5, from: 'measured', answers: 51 })
  expect(measured.figures.raterHours).toBeCloseTo((measured.figures.pairs * 2 * 2.5) / 3600, 10)
  expect((await readWorkshop(operator, project.slug)).measuredTime).toEqual({
    ...{ perTask: 0, perCandidate: 2.5, answers: 51 },
  })
  await project.choose({ secondsPerCandidate: 4 })
  expect((await plan()).time).toMatchObject({ perCandidate: 4, from: 'chosen' })
})
