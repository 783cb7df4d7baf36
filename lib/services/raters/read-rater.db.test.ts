import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { raterParameters } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import { writeRun } from '@/lib/db/runs/write-run'
import { withCopySession } from '@/lib/db/session/copy-session'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { modelsAddress } from '@/lib/domain/models/models-view'
import { type Actor, operator } from '@/lib/domain/permissions'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import { exportProject } from '@/lib/services/export-project'
import { imageScope } from '@/lib/services/images/image-scope'
import { modelsPage } from '@/lib/services/models/models-page'
import { readVoteEvidence } from '@/lib/services/plan/adaptive/read-evidence'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { madeForEachTest, makeRatingProject, rateAll } from '@/lib/services/testing/rating-project'
import { actOnRaters } from './rater-state'
import { readRater } from './read-rater'
import { readRaterTable } from './read-rater-table'

const project = madeForEachTest(() => makeRatingProject({ tasks: 2, candidates: 2, quota: 2 }))
beforeEach(async () => {
  const { slug, addRater } = project
  await rateAll(await addRater(), slug, [
    ['yes', 'yes'],
    ['no', 'maybe'],
  ])
  await rateAll(await addRater(), slug, [
    ['yes', 'no'],
    ['no', 'no'],
  ])
})

const addRun = (scores: number[], raterParameters: unknown, prior: number | null = null) =>
  writeRun(
    {
      run: {
        ...{ projectId: project.id, method: 'majority', parameters: {}, codeVersion: 'test', inputHash: '-' },
        ...{ votesUntil: new Date(), voteCount: 8, raterParameters, prior, threshold: 0.5, logLikelihood: null },
        ...{ iterations: 0, hasConverged: true, stopReason: '-', labelCount: 0, changedImageCount: 0 },
        ...{ seed: null, history: null, evaluation: null, computeMs: null, checks: null, failsChecks: false },
      },
      classParameters: null,
      scores: scores.map((score, candidate) => [candidate, score, [], null, null, null, null, null, null]),
      images: [],
      labels: [],
    },
    async () => {},
  )

const read = (raterId: number, runId: number | null = null, actor: Actor = operator) =>
  readRater(actor, { slug: project.slug, raterId, runId })

/** Returns answers in order of candidate, whatever order the screen showed. */
const answersOf = async (raterId: number) =>
  (await prisma.vote.findMany({ where: { projectId: project.id, raterId }, orderBy: { candidateId: 'asc' } })).map(
    ({ answer }) => answer,
  )

test('shows a rater without any run, and compared with other raters', async () => {
  const [first, second] = [await read(1), await read(2)]
  expect(first).toMatchObject({ previous: null, next: 2, votes: { no: 1, maybe: 1, yes: 2 }, golden: null })
  expect(first).toMatchObject({ run: null, againstRun: null, model: null, againstGolden: null, drift: null })
  expect(first.lastActivityAt).not.toBeNull()
  expect(second).toMatchObject({ previous: 1, next: null })
})

const matrix = [
  [0.9, 0.05, 0.05],
  [0.1, 0.1, 0.8],
]
const stored = (skill: number) => ({
  classes: ['does not apply', 'applies'],
  answers: ['no', 'maybe', 'yes'],
  skillMeaning: 'What it says.',
  raters: [1, 2].map((raterId) => ({ raterId, goldenAnswerCount: raterId, skill, probability: matrix })),
  annotators: [],
})

test('compares answers with the scores of a run, and shows what its model estimates about the rater', async () => {
  const answers = await answersOf(1)
  await addRun([1, 0.25, 0, 0.5], stored(0.4))
  await addRun([0, 0, 0, 0], {})
  const chosen = await read(1)
  expect(chosen.run?.id).toBe(1)
  expect(chosen.runs.map((run) => run.id)).toEqual([2, 1])
  const expected = [
    [0, 0, 0],
    [0, 0, 0],
  ]
  for (const [candidate, score] of [1, 0.25, 0, 0.5].entries()) {
    expected[0]![answers[candidate]!]! += score
    expected[1]![answers[candidate]!]! += 1 - score
  }
  expect(chosen.againstRun).toMatchObject({ counts: expected, answerCount: 4, imageCount: 2 })
  expect(chosen.model).toEqual({
    ...{ classes: ['does not apply', 'applies'], answers: ['no', 'maybe', 'yes'], skillMeaning: 'What it says.' },
    ...{ goldenAnswerCount: 1, skill: 0.4, probability: matrix },
  })
  expect(chosen.drift).toMatchObject([{ from: 0, to: 4, firstAt: expect.any(String), lastAt: expect.any(String) }])

  const other = await read(1, 2)
  expect(other).toMatchObject({ run: { id: 2 }, model: null })
  // Nothing is true in that run, so skill cannot be measured.
  expect(other.againstRun?.skill).toEqual({ value: null, low: null, high: null })
  await expect(read(1, 3)).rejects.toMatchObject({ code: 'not-found' })
})

test('reads the format of the first version, and ignores an unknown format', async () => {
  const rater = { raterId: 1, goldenAnswerCount: 3, negative: [0.8, 0.1, 0.1], positive: [0.2, 0.2, 0.6] }
  await addRun([1, 0, 0, 1], { raters: [rater], originalLabel: null })
  await addRun([1, 0, 0, 1], { raters: [{ raterId: 1, ability: 3 }] })
  await addRun([1, 0, 0, 1], { raters: 'none' })
  expect((await read(1, 1)).model).toMatchObject({ probability: [rater.negative, rater.positive], skill: null })
  for (const runId of [2, 3]) expect((await read(1, runId)).model).toBeNull()
})

test('uses no estimate of a run for a rater who was excluded from it, even if an older version stored one', async () => {
  const { slug } = project
  const act = (name: 'exclude' | 'include') => actOnRaters(operator, { slug, act: name, raterIds: [1] })
  await act('exclude')
  const { runId } = await runAggregation(operator, {
    slug,
    projectRoot: process.cwd(),
    method: 'dawid-skene',
    parameters: {},
  })
  const where = { projectId_id: { projectId: project.id, id: runId } }
  const { raters } = raterParameters.parse((await prisma.aggregationRun.findUniqueOrThrow({ where })).raterParameters)
  expect(raters.map(({ raterId }) => raterId)).toEqual([2])
  const older = await addRun([], stored(0.4), 0.2)
  await act('include')
  for (const run of [runId, older]) {
    expect((await read(1, run)).model).toBeNull()
    expect((await read(2, run)).model).not.toBeNull()
  }
  const table = await readRaterTable(operator, { slug })
  expect(table.raters.map((rater) => rater.matrix?.from)).toEqual([undefined, 'run'])
  const evidence = await withCopySession((session) => readVoteEvidence(session, project.id))
  expect([...evidence!.matrices.keys()]).toEqual([2])
  const lines = (await text((await exportProject(operator, { slug, format: 'raters-csv' })).content)).trim().split('\n')
  expect(lines.map((line) => line.includes('probability'))).toEqual([false, false, true])
})

test('compares golden answers with the majority of experts, and does not measure experts by it', async () => {
  const where = { projectId: project.id }
  await prisma.rater.createMany({
    data: [7, 8, 9].map((id) => ({ ...where, id, kind: 'imported' as const, isExpert: true, externalId: `e${id}` })),
  })
  const says = (raterId: number, candidateId: number, answer: number) => {
    const source = raterId < 7 ? ('qualification' as const) : ('expert' as const)
    return { ...where, raterId, candidateId, source, answer }
  }
  await prisma.goldenAnswer.createMany({
    data: [
      // True by two of three experts; false by one of two; no expert on the third.
      ...[says(7, 0, 2), says(8, 0, 2), says(9, 0, 1), says(7, 1, 2), says(8, 1, 0)],
      ...[says(1, 0, 2), says(1, 1, 1), says(1, 2, 2)],
    ],
  })
  const { golden, expertAnswers, againstGolden } = await read(1)
  expect(golden).toMatchObject({ holds: { count: 1, share: 1 }, holdsNot: { count: 1, share: 0.5 }, balanced: null })
  expect(expertAnswers).toBeNull()
  expect(againstGolden).toEqual({
    counts: [
      [0, 0, 1],
      [0, 1, 0],
    ],
    imageCount: 1,
  })
  expect(await read(7)).toMatchObject({ isExpert: true, expertAnswers: 2, golden: null, againstGolden: null })
})

test('shows agreement with others from the newest report', async () => {
  expect((await read(1)).agreement).toBeNull()
  await measureAgreement(operator, { slug: project.slug, projectRoot: process.cwd(), seed: 1, replicates: 20 })
  const { agreement } = await read(2)
  expect(agreement).toMatchObject({ rater: { raterId: 2, voteCount: 4 }, overall: { voteCount: 8 }, pairs: [] })
})

test('is only for admins of the project, and only about its raters', async () => {
  const other = await makeRatingProject({ tasks: 1, candidates: 1, quota: 1 })
  await prisma.rater.create({ data: { projectId: other.id, id: 5, kind: 'imported' } })
  await expect(read(5)).rejects.toMatchObject({ code: 'not-found' })
  await expect(read(1, null, await project.addRater())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(read(1, null, await project.addMember('expert'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(read(1, null, await other.addMember('admin'))).rejects.toMatchObject({ code: 'not-found' })
  expect((await read(1, null, await project.addMember('admin'))).id).toBe(1)
})

test('counts the tasks that were not asked again, however votes and tasks were added and removed', async () => {
  const { id: projectId } = project
  const recounted = () =>
    prisma.assignment.count({
      where: {
        ...{ projectId, raterId: 1, state: 'submitted', replacedAt: null },
        task: { kind: 'rating', isLaunched: true },
      },
    })
  const expectRecounted = async (tasks: number) => {
    expect((await read(1)).status.replaceable).toBe(tasks)
    expect(await recounted()).toBe(tasks)
  }
  await expectRecounted(2)
  const [first, second] = await prisma.assignment.findMany({
    where: { projectId, raterId: 1 },
    orderBy: { taskId: 'asc' },
  })
  const where = { projectId_id: { projectId, id: first!.id } }
  await prisma.assignment.update({ where, data: { replacedAt: new Date() } })
  await expectRecounted(1)
  const tasks = { projectId, id: { in: [first!.taskId, second!.taskId] } }
  await prisma.task.updateMany({ where: tasks, data: { isLaunched: false } })
  await expectRecounted(0)
  await prisma.task.updateMany({ where: tasks, data: { isLaunched: true } })
  await prisma.vote.deleteMany({ where: { projectId, raterId: 1, imageId: 0 } })
  await prisma.assignment.update({ where, data: { replacedAt: null, state: 'skipped', skipReason: 'unclear' } })
  await expectRecounted(1)
})

test('compares with the run that was asked for, even if a hundred newer ones exist', async () => {
  await addRun([1, 1, 1, 1], {})
  await addRun([0, 0, 0, 0], {})
  await prisma.$executeRaw`
    INSERT INTO aggregation_run SELECT (jsonb_populate_record(r, jsonb_build_object('id', k))).*
    FROM aggregation_run r, generate_series(3, 103) k WHERE r.project_id = ${project.id} AND r.id = 2`
  const [first, second] = [await read(1, 1), await read(1, 2)]
  expect(first).toMatchObject({ run: { id: 1 } })
  expect(first.runs.map(({ id }) => id)).toContain(1)
  expect(second.runs).toHaveLength(101)
  expect(second.againstRun).not.toEqual(first.againstRun)
  expect((await imageScope(project.id, imageAddress.read({ run: '1' }), prisma)).run).toMatchObject({ id: 1 })
  const view = modelsAddress.read({ run: '1' })
  expect((await modelsPage(operator, project.slug, view)).run).toMatchObject({ id: 1 })
})

test('says whether a person is still linked to the rater', async () => {
  expect((await read(1)).hasIdentity).toBe(true)
  await prisma.raterIdentity.deleteMany({ where: { projectId: project.id, raterId: 1 } })
  expect((await read(1)).hasIdentity).toBe(false)
  expect((await read(2)).hasIdentity).toBe(true)
})
