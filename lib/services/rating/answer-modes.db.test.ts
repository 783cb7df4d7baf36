import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaseNextTask } from './assignments'
import { submitVotes } from './submit-votes'

let project: RatingProject

const submission = {
  answers: ['yes' as const, 'no' as const, 'no' as const],
  ...{ durationMs: 900, imageShownMs: 900, shownMs: [1, 1, 1], rest: [false, true, true] },
}
const lease = (actor: Actor) => leaseNextTask(actor, { slug: project.slug })
const submit = async (actor: Actor, over: { answerMode?: 'sweep' | 'auto' } = {}) => {
  const { task } = await lease(actor)
  const { assignmentId, revision } = task!
  await submitVotes(actor, { slug: project.slug, assignmentId, revision, ...submission, ...over })
  const stored = await prisma.assignment.findUniqueOrThrow({
    where: { projectId_id: { projectId: project.id, id: assignmentId } },
  })
  return stored.answerMode
}

test('stores how a task was answered with its submission, and defaults to each name answered', async () => {
  project = await makeRatingProject({ tasks: 3 })
  const rater = await project.addRater()
  const { task } = await lease(rater)
  const leased = { where: { projectId_id: { projectId: project.id, id: task!.assignmentId } } }
  expect((await prisma.assignment.findUniqueOrThrow(leased)).answerMode).toBeNull()
  expect(await submit(rater, { answerMode: 'sweep' })).toBe('sweep')
  expect(await submit(rater, { answerMode: 'auto' })).toBe('auto')
  expect(await submit(rater)).toBe('each')
  await expect(prisma.assignment.update({ ...leased, data: { answerMode: 'other' } })).rejects.toThrow(
    /assignment_answer_mode_check/,
  )
})

test('shows raters only the answer modes that the project allows, which is none by default', async () => {
  project = await makeRatingProject({ tasks: 1 })
  const rater = await project.addRater()
  const first = await lease(rater)
  expect(first.project.answerModes).toEqual([])
  expect(first.task?.display.answerMode).toBeUndefined()
  const allow = (answerModes: string[]) => prisma.project.update({ where: { id: project.id }, data: { answerModes } })
  await allow(['sweep'])
  expect((await lease(rater)).project.answerModes).toEqual(['sweep'])
  await expect(allow(['each'])).rejects.toThrow(/project_answer_modes_check/)
})

test('lets an experiment decide how a task is answered, whatever the project allows', async () => {
  project = await makeRatingProject({ tasks: 40 })
  const conditions = ['each', 'sweep', 'auto']
  await prisma.experiment.create({
    data: { projectId: project.id, id: 1, name: 'Sweep', factor: 'answering', conditions, state: 'running' },
  })
  const rater = await project.addRater()
  const drawn = new Set<string>()
  for (let number = 0; number < 40; number++) {
    const { task } = await leaseNextTask(rater, { slug: project.slug }, number)
    const { assignmentId, revision, display } = task!
    const { conditions: stored } = await prisma.assignment.findUniqueOrThrow({
      where: { projectId_id: { projectId: project.id, id: assignmentId } },
    })
    expect(stored).toEqual({ 1: display.answerMode })
    drawn.add(display.answerMode!)
    const { answerMode } = display
    const seed = number + 1
    await submitVotes(rater, { slug: project.slug, assignmentId, revision, ...submission, answerMode }, seed)
  }
  expect([...drawn].sort()).toEqual([...conditions].sort())
})
