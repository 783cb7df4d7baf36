import { expect, test } from 'vitest'
import { projectSettingsInput } from '@/lib/contracts/projects/project'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import type { Answer } from '@/lib/domain/rating/answer'
import type { SubmittedMode } from '@/lib/domain/rating/answer-mode'
import { makeGridProject, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaseNextTask, undoSubmission } from './assignments'
import { submitVotes } from './submit-votes'

let project: RatingProject

const leased = async (actor: Actor): Promise<RatingTask> => {
  const { task, state } = await leaseNextTask(actor, { slug: project.slug })
  if (!task) throw new Error(`no task: ${state}`)
  return task
}

/** Submits a page with the first picture tapped and the others as the rest. */
function submit(
  actor: Actor,
  { assignmentId, revision, pictures, candidates }: RatingTask,
  { tapped, rest, answerMode }: { tapped: Answer; rest: Answer; answerMode?: SubmittedMode },
) {
  const each = Array.from({ length: pictures?.length ?? candidates.length }, (_, position) => position)
  return submitVotes(actor, {
    ...{ slug: project.slug, assignmentId, revision, durationMs: 9_000, imageShownMs: 9_000 },
    answers: each.map((position) => (position === 0 ? tapped : rest)),
    rest: each.map((position) => position > 0),
    shownMs: each.map(() => 400),
    ...(answerMode && { answerMode }),
  })
}

const stored = async () => {
  const rows = await prisma.shownCandidate.findMany({
    where: { projectId: project.id, votes: { some: {} } },
    include: { votes: true, assignment: true },
    orderBy: { position: 'asc' },
  })
  return rows.map(({ isRest, votes, assignment }) => [assignment.answerMode, isRest, votes[0]!.answer])
}

test('stores what a tap means with a page whose rest is yes, and restores it when reopened', async () => {
  project = await makeGridProject({ images: 3, candidates: 1 })
  const rater = await project.addRater()
  const task = await leased(rater)
  expect(task.display.pageMode).toBeUndefined()
  await submit(rater, task, { tapped: 'no', rest: 'yes', answerMode: 'tap-no' })
  expect(await stored()).toEqual([
    ['tap-no', false, 0],
    ['tap-no', true, 2],
    ['tap-no', true, 2],
  ])
  const { task: again } = await undoSubmission(rater, { slug: project.slug, assignmentId: task.assignmentId })
  expect(again).toMatchObject({ previousAnswers: ['no', 'yes', 'yes'], previousRest: [false, true, true] })
  await submit(rater, again!, { tapped: 'maybe', rest: 'yes', answerMode: 'tap-no' })
  expect((await stored())[0]).toEqual(['tap-no', false, 1])
})

test('assumes that a tap marks what fits if nothing, or a mode for single images, is given', async () => {
  project = await makeGridProject({ images: 2, candidates: 2 })
  const rater = await project.addRater()
  await submit(rater, await leased(rater), { tapped: 'yes', rest: 'no' })
  await submit(rater, await leased(rater), { tapped: 'yes', rest: 'no', answerMode: 'sweep' })
  expect(new Set((await stored()).map(([mode]) => mode))).toEqual(new Set(['tap-yes']))
})

test('rejects a rest that contradicts the mode, and a page mode for a single image', async () => {
  project = await makeGridProject({ images: 2, candidates: 1 })
  const rater = await project.addRater()
  const task = await leased(rater)
  const refused = { code: 'invalid-input', fields: { rest: expect.any(String) } }
  await expect(submit(rater, task, { tapped: 'yes', rest: 'no', answerMode: 'tap-no' })).rejects.toMatchObject(refused)
  await expect(submit(rater, task, { tapped: 'no', rest: 'yes', answerMode: 'tap-yes' })).rejects.toMatchObject(refused)
  await expect(submit(rater, task, { tapped: 'no', rest: 'yes' })).rejects.toMatchObject(refused)
  expect(await stored()).toEqual([])
  project = await makeRatingProject({ tasks: 1 })
  const other = await project.addRater()
  await expect(
    submit(other, await leased(other), { tapped: 'yes', rest: 'no', answerMode: 'tap-no' }),
  ).rejects.toMatchObject({ code: 'invalid-input', fields: { answerMode: expect.any(String) } })
})

test('keeps page modes to pages in the database, and lets a project allow tapping what does not fit', async () => {
  project = await makeGridProject({ images: 2, candidates: 1, imageQuota: 1, classQuota: 1 })
  const [rater, where] = [await project.addRater(), { id: project.id }]
  const { assignmentId } = await leased(rater)
  const [row] = await prisma.assignment.findMany({
    where: { projectId: project.id, OR: [{ id: assignmentId }, { pageId: assignmentId }] },
  })
  const key = { projectId_id: { projectId: project.id, id: row!.id } }
  const answerMode = row!.pageId === null ? 'tap-no' : 'each'
  await expect(prisma.assignment.update({ where: key, data: { answerMode } })).rejects.toThrow(/answer_mode_check/)
  expect(projectSettingsInput.safeParse({ answerModes: ['tap-no'] }).success).toBe(true)
  await prisma.project.update({ where, data: { answerModes: ['tap-no'] } })
  expect((await leaseNextTask(rater, { slug: project.slug })).project.answerModes).toEqual(['tap-no'])
  await expect(prisma.project.update({ where, data: { answerModes: ['tap-yes'] } })).rejects.toThrow(
    /project_answer_modes_check/,
  )
})
