import { beforeAll, expect, test } from 'vitest'
import { qualityState } from '@/lib/contracts/quality'
import type { RatingSession, SubmitOutput } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { actOnRaters } from '@/lib/services/raters/rater-state'
import { leaseNextTask, startTest } from '@/lib/services/rating/assignments'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { madeForFile, submitTask } from '@/lib/services/testing/rating-project'
import { applyQualityRules } from './apply-quality-rules'
import { setGoldenUse } from './golden-uses'
import { updateQuality } from './quality-settings'
import { readQuality } from './read-quality'

let rater: Actor

const project = madeForFile(() => makeGoldenProject({ images: 20, drawn: 8 }))
beforeAll(async () => {
  const expert = await project.addExpert()
  const golden = await prisma.goldenImage.findMany({ where: { projectId: project.id } })
  for (const { imageId } of golden)
    await project.answer(expert, imageId, { 'class 1': 'yes', 'class 3': 'yes', 'class 4': 'yes' })
  // Nobody else is asked about golden images, so that they can be hidden at once.
  const imageId = { in: golden.map((image) => image.imageId) }
  await prisma.task.deleteMany({ where: { projectId: project.id, kind: 'rating', imageId } })
  const draw = { kind: 'draw', training: 1, test: 2, seed: 1 } as const
  await setGoldenUse(project.admin, { slug: project.slug, input: draw })
  await updateQuality(project.admin, {
    slug: project.slug,
    settings: {
      goldenShare: 0.5,
      qualification: { trainingTasks: 1, testTasks: 1, passMark: 0.8, attempts: 2 },
      rules: [{ kind: 'golden-marks', last: 3, below: 0.8, action: 'pause' }],
    },
  })
  rater = await project.addRater()
})

const session = () => leaseNextTask(rater, { slug: project.slug })

const truth = ['class 1', 'class 3', 'class 4']

function answer({ task }: RatingSession, yes: readonly string[]): Promise<SubmitOutput> {
  const answers = task?.candidates.map(({ name }) => (yes.includes(name) ? 'yes' : 'no')) ?? []
  return submitTask(rater, project.slug, task, answers, { durationMs: 5_000, activeMs: 4_000 })
}

test('trains, tests twice, allows rating, hides gold questions, pauses a careless rater and lets them go on when resumed', async () => {
  const training = await session()
  expect(training.step).toMatchObject({ kind: 'training', done: 0, total: 1 })
  const { raterId } = training
  const { feedback, next } = await answer(training, ['class 2'])
  expect(
    feedback
      ?.filter(({ isRight }) => !isRight)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['class 1', 'class 2', 'class 3', 'class 4'])
  expect(next).toMatchObject({ state: 'test-ready', task: null })

  const failed = await answer(await startTest(rater, { slug: project.slug, raterId }), [])
  expect(failed.feedback).toBeNull()
  expect(failed.next).toMatchObject({
    state: 'test-ready',
    step: { lastAttempt: { holds: 0, holdsNot: 1, passMark: 0.8, hasPassed: false } },
  })
  expect((await answer(await startTest(rater, { slug: project.slug, raterId }), truth)).next).toMatchObject({
    state: 'rating',
    step: { kind: 'rating' },
  })

  let now = await session()
  for (let task = 0; task < 17 && now.task; task++) {
    await answer(now, [])
    // Rules are evaluated after the response is sent. A second evaluation finds the first one's alert.
    await applyQualityRules(project.id, now.raterId)
    now = await session()
  }
  expect(now.state).toBe('rater-paused')
  // As programs get it.
  const { raters, alerts } = qualityState.parse(await readQuality(project.admin, project.slug))
  const [found] = raters
  expect(found).toMatchObject({
    step: 'passed',
    trainingDone: 1,
    testDone: 2,
    // Two of three candidates of a hidden task are true.
    golden: { holds: { count: 12, share: 3 / 12 }, holdsNot: { share: 1 }, balanced: { share: (3 / 12 + 1) / 2 } },
  })
  expect(found!.attempts).toMatchObject([
    { hasPassed: false, marks: { holds: { share: 0, count: 3 }, holdsNot: { share: 1, count: 3 } } },
    { hasPassed: true, marks: { holds: { share: 1 }, holdsNot: { share: 1 } } },
  ])
  expect(alerts).toMatchObject([{ raterId: found!.id, hasPaused: true, figures: { count: 3, value: 0 } }])
  await actOnRaters(project.admin, { slug: project.slug, act: 'resume', raterIds: [found!.id] })
  expect((await session()).state).toBe('rating')
})
