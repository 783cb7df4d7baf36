import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findRaterVotes } from '@/lib/db/raters/rater-query'
import { writeRun } from '@/lib/db/runs/write-run'
import { withCopySession } from '@/lib/db/session/copy-session'
import { copyInto } from '@/lib/db/session/copy-tables'
import { makeRatingProject, type RatingProject, rateAll } from '@/lib/services/testing/rating-project'

let project: RatingProject

/** Adds a run with scores of candidates 0 and 1, the second with an interval. */
const addRun = (projectId: number) =>
  writeRun(
    {
      run: {
        projectId,
        method: 'majority',
        parameters: {},
        codeVersion: 'test',
        inputHash: '-',
        votesUntil: new Date(),
        voteCount: 6,
        raterParameters: {},
        prior: null,
        threshold: 0.5,
        logLikelihood: -3,
        iterations: 2,
        hasConverged: true,
        stopReason: '-',
        labelCount: 0,
        changedImageCount: 0,
        seed: 7,
        history: [-4.5, -3],
        evaluation: { averagePrecision: 0.9 },
        computeMs: 12,
        checks: null,
        failsChecks: false,
      },
      classParameters: null,
      scores: [
        [0, 0.25, [0.75, 0.25], null, null, null, null, null, null],
        [1, 0.5, [], 0.25, 0.75, null, null, null, null],
      ],
      images: [],
      labels: [],
    },
    async () => {},
  )

test("returns every vote of a rater, imported ones first, with the run's score of its candidate", async () => {
  project = await makeRatingProject({ tasks: 2, candidates: 2, quota: 3 })
  const { id: projectId, slug } = project
  const rater = await project.addRater()
  const other = await project.addRater()
  const answers = [['no', 'yes'] as const, ['maybe', 'no'] as const]
  for (const actor of [rater, other]) await rateAll(actor, slug, answers)
  // Two imported answers of a rater, followed by answers given on the rating screen.
  await withCopySession(async (session) => {
    await copyInto(session, 'rater', [[projectId, 9, 'imported', false, 'nine', null]])
    await copyInto(session, 'assignment', [[projectId, 900, 0, 9, 'submitted', null]])
    await copyInto(
      session,
      'shown_candidate',
      [0, 1].map((candidate) => [projectId, 900, candidate, 9, 0]),
    )
    await copyInto(
      session,
      'vote',
      [0, 1].map((candidate) => [projectId, 0, candidate, 9, 900, 2 - candidate]),
    )
  })
  expect(await findRaterVotes(projectId, 9, null)).toEqual([
    { candidateId: 0, imageId: 0, answer: 2, submittedAt: null, score: null },
    { candidateId: 1, imageId: 0, answer: 1, submittedAt: null, score: null },
  ])

  const runId = await addRun(projectId)
  const [first, second, ...rest] = await findRaterVotes(projectId, 1, runId)
  expect([first, second]).toMatchObject([
    { candidateId: 0, imageId: 0, score: 0.25 },
    { candidateId: 1, imageId: 0, score: 0.5 },
  ])
  expect(rest.map((vote) => [vote.candidateId, vote.imageId, vote.score])).toEqual([
    [2, 1, null],
    [3, 1, null],
  ])
  expect(await findRaterVotes(projectId, 1, runId, prisma, 1)).toEqual(rest)
  const votes = await prisma.vote.findMany({ where: { projectId, raterId: 1 }, orderBy: { candidateId: 'asc' } })
  expect([first!, second!, ...rest].map((vote) => vote.answer)).toEqual(votes.map((vote) => vote.answer))
  expect(first!.submittedAt).toBeInstanceOf(Date)

  const run = await prisma.aggregationRun.findUniqueOrThrow({ where: { projectId_id: { projectId, id: runId } } })
  expect(run).toMatchObject({ seed: 7, history: [-4.5, -3], evaluation: { averagePrecision: 0.9 }, computeMs: 12 })
  const scores = await prisma.score.findMany({ where: { projectId }, orderBy: { candidateId: 'asc' } })
  expect(scores.map((one) => [one.low, one.high])).toEqual([
    [null, null],
    [0.25, 0.75],
  ])
})
