import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { type CalibrationMap, calibratedScore } from '@/lib/evaluation/calibration-map'
import { expectedChange } from '@/lib/evaluation/expected-change'
import { addRun } from '@/lib/services/testing/add-run'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { adjudicationQueue } from './adjudication-queue'

const images = 400
const candidates = 3
const threshold = 0.8

const scoreOf = (candidateId: number, steps: number) =>
  Math.round((((candidateId * 7919) % 1201) / 1200) * steps) / steps

/** Adds a run with `steps` distinct scores between 0 and 1 in no particular order. */
async function addScoredRun(run: number, steps: number, map: CalibrationMap | null = null) {
  const { id } = project
  await addRun(id, { id: run, threshold, ...(map && { evaluation: { calibration: { map, calibrated: [] } } }) })
  const made = await prisma.candidate.findMany({ where: { projectId: id } })
  await prisma.score.createMany({
    data: made.map(({ id: candidateId }) => {
      const score = scoreOf(candidateId, steps)
      const calibrated = map && calibratedScore(map, score)
      return { projectId: id, runId: run, candidateId, score, posterior: [], calibrated }
    }),
  })
  await prisma.$executeRaw`
    INSERT INTO run_image (project_id, run_id, image_id, position, label_count, is_changed, is_rated)
    SELECT ${id}::int, ${run}::int, i.id, i.position, (SELECT count(*) FROM candidate c JOIN score s
      ON s.project_id = c.project_id AND s.run_id = ${run}::int AND s.candidate_id = c.id AND s.score >= ${threshold}
      WHERE c.project_id = i.project_id AND c.image_id = i.id), false, i.id % 10 <> 0
    FROM image i WHERE i.project_id = ${id}::int`
}

const project = madeForEachTest(() => makeRatingProject({ tasks: images, candidates }))
beforeEach(async () => {
  const { id } = project
  await addScoredRun(1, 1200)
  // Three experts differ on every fiftieth pair.
  await prisma.$executeRaw`
    INSERT INTO rater (project_id, id, kind, is_expert) SELECT ${id}::int, 100 + r, 'human', true FROM generate_series(1, 3) r`
  await prisma.$executeRaw`
    INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer)
    SELECT ${id}::int, c.id, 100 + r, 'expert', CASE WHEN r = 1 OR (r = 2 AND c.id % 100 = 0) THEN 2 ELSE 0 END
    FROM candidate c, generate_series(1, 3) r WHERE c.project_id = ${id}::int AND c.id % 50 = 0`
})

const scopeOf = (minChange = 0.05, run = 1) => ({
  projectId: project.id,
  run: { id: run, threshold },
  classIndex: null,
  image: null,
  hiddenImages: [],
  minChange,
})

/** Expected order of all pairs of rated images, computed one by one. */
async function everyPair(minChange = 0.05, runId = 1) {
  const scores = await prisma.score.findMany({
    where: { projectId: project.id, runId },
    include: { candidate: true },
    orderBy: { candidateId: 'asc' },
  })
  const runImages = await prisma.runImage.findMany({ where: { projectId: project.id, runId } })
  const ofImage = new Map(runImages.map((row) => [row.imageId, row]))
  return scores
    .filter(({ candidate }) => ofImage.get(candidate.imageId)?.isRated)
    .map(({ candidateId, score, calibrated, candidate }) => ({
      candidateId,
      rank: score >= threshold ? candidateId : -candidateId,
      isDiffering: candidateId % 50 === 0,
      ...expectedChange({
        score,
        probability: calibrated ?? score,
        threshold,
        experts: candidateId % 50 === 0 ? { asked: 3, yes: candidateId % 100 === 0 ? 2 : 1 } : null,
        labelCount: ofImage.get(candidate.imageId)?.labelCount ?? 0,
      }),
    }))
    .filter(({ change }) => change >= minChange)
    .sort((one, other) => other.gain - one.gain || one.rank - other.rank)
}

test.each([1, 25, 700])('gives the first %d pairs and the totals of a full computation', async (limit) => {
  const pairs = await everyPair()
  const queue = await adjudicationQueue(scopeOf(), { kind: null, later: [], limit })
  expect(queue.first.map(({ candidateId }) => candidateId)).toEqual(
    pairs.slice(0, limit).map(({ candidateId }) => candidateId),
  )
  expect(queue.counts).toEqual({
    sent: 0,
    near: pairs.filter(({ isDiffering }) => !isDiffering).length,
    differ: pairs.filter(({ isDiffering }) => isDiffering).length,
  })
  expect(queue.changes).toBeCloseTo(
    pairs.reduce((sum, { change }) => sum + change, 0),
    6,
  )
})

test('skips adjudicated and concluded pairs, however many come first', async () => {
  const pairs = await everyPair()
  const taken = pairs.slice(0, 350).map(({ candidateId }) => candidateId)
  await prisma.$executeRaw`
    INSERT INTO adjudication (project_id, id, candidate_id, rater_id, first_answer, answer, reason, origin)
    SELECT ${project.id}::int, row_number() OVER (), u, 101, 0, 0, 'clear', '{}' FROM unnest(${taken.slice(1)}::int[]) u`
  await prisma.goldenNote.create({
    data: { projectId: project.id, id: 1, candidateId: taken[0]!, author: 'Grace', text: 'Seen.', conclusion: 2 },
  })
  const queue = await adjudicationQueue(scopeOf(), { kind: null, later: [], limit: 5 })
  expect(queue.first.map(({ candidateId }) => candidateId)).toEqual(
    pairs.slice(350, 355).map(({ candidateId }) => candidateId),
  )
  expect(queue.counts.near + queue.counts.differ).toBe(pairs.length - 350)
})

test('puts pairs sent by an admin first, whatever their score, and counts them once', async () => {
  const pairs = await everyPair()
  // One far from the threshold, one near it, one on which experts differ, and one of an unrated image.
  const sure = await prisma.score.findFirstOrThrow({
    where: { projectId: project.id, score: { gt: 0.99 }, candidate: { imageId: { not: 10 } } },
    orderBy: { candidateId: 'asc' },
  })
  const unrated = await prisma.candidate.findFirstOrThrow({
    where: { projectId: project.id, imageId: 10 },
    orderBy: { id: 'asc' },
  })
  const near = pairs.find(({ isDiffering }) => !isDiffering)!
  const differing = pairs.find(({ isDiffering }) => isDiffering)!
  const sent = [sure, { candidateId: unrated.id }, near, differing].map(({ candidateId }) => candidateId)
  await prisma.adjudicationRequest.createMany({
    data: sent.map((candidateId, k) => ({ projectId: project.id, candidateId, createdAt: new Date(k) })),
  })
  const left = pairs.filter(({ candidateId }) => !sent.includes(candidateId))
  const queue = await adjudicationQueue(scopeOf(), { kind: null, later: [], limit: 6 })
  expect(queue.first.map(({ candidateId }) => candidateId)).toEqual([
    ...sent,
    ...left.slice(0, 2).map(({ candidateId }) => candidateId),
  ])
  expect(queue.counts).toEqual({
    sent: 4,
    near: left.filter(({ isDiffering }) => !isDiffering).length,
    differ: left.filter(({ isDiffering }) => isDiffering).length,
  })
  const passed = await adjudicationQueue(scopeOf(), { kind: 'sent', later: sent.slice(0, 3), limit: 6 })
  expect(passed.first.map(({ candidateId }) => candidateId)).toEqual(sent.slice(3))
  const none = await adjudicationQueue({ ...scopeOf(), hiddenImages: [10] }, { kind: 'near', later: [], limit: 1 })
  expect(none).toMatchObject({ counts: { sent: 3 }, first: [{ candidateId: left[0]!.candidateId, kind: 'near' }] })
})

test.each([1, 25, 700])('gives the first %d pairs where hundreds have the same score', async (limit) => {
  await addScoredRun(2, 6)
  const pairs = await everyPair(0.05, 2)
  const queue = await adjudicationQueue(scopeOf(0.05, 2), { kind: null, later: [], limit })
  expect(queue.first.map(({ candidateId }) => candidateId)).toEqual(
    pairs.slice(0, limit).map(({ candidateId }) => candidateId),
  )
})

test.each([1, 25, 700])(
  'gives the first %d pairs by the calibrated probabilities of overconfident scores',
  async (limit) => {
    await addScoredRun(2, 1200, { kind: 'logistic', limit: 8, intercept: -0.5, slope: 0.35 })
    const pairs = await everyPair(0.05, 2)
    const queue = await adjudicationQueue(scopeOf(0.05, 2), { kind: null, later: [], limit })
    expect(queue.first.map(({ candidateId }) => candidateId)).toEqual(
      pairs.slice(0, limit).map(({ candidateId }) => candidateId),
    )
    expect(queue.counts.near + queue.counts.differ).toBe(pairs.length)
    expect(queue.changes).toBeCloseTo(
      pairs.reduce((sum, { change }) => sum + change, 0),
      6,
    )
  },
)
