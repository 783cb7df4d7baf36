import { expect, onTestFinished, test } from 'vitest'
import { countLostAnswers } from '@/lib/contracts/images/image-actions'
import { countCountedVotes } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
import { fillCounters } from '@/lib/db/fill-counters'
import { countProjectRows, findProjectSizes, findProjectSummaries } from '@/lib/db/projects/project-overview-query'
import { countUntimedAnswers } from '@/lib/db/raters/activity-query'
import { countAnswersByRater, countVotes } from '@/lib/db/raters/rater-query'
import { countImportedAnswers } from '@/lib/db/raters/rater-table-query'
import { openBulkConnection } from '@/lib/db/session/copy-session'
import { guardProject } from '@/lib/services/access/guard-project'
import { excludeImages } from '@/lib/services/images/image-actions'
import { countImageContents, guardRemoval, removeImages } from '@/lib/services/images/remove-images'
import { actOnRaters } from '@/lib/services/raters/rater-state'
import { undoSubmission } from '@/lib/services/rating/assignments'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { answerNext, madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'

const project = madeForEachTest(aggregatedProject)

async function counted(id: number) {
  const { imageCount, candidateCount, voteCount } = await findProjectSizes(id)
  const byRater = (await countAnswersByRater(id)).toSorted((a, b) => a.raterId - b.raterId)
  return { imageCount, candidateCount, voteCount, byRater, counting: await countCountedVotes(id) }
}

async function recounted(id: number) {
  const [sizes] = await prisma.$queryRaw<object[]>`
    SELECT (SELECT count(*)::int FROM image WHERE project_id = ${id}::int) AS "imageCount",
      (SELECT count(*)::int FROM candidate WHERE project_id = ${id}::int) AS "candidateCount",
      (SELECT count(*)::int FROM vote WHERE project_id = ${id}::int) AS "voteCount",
      (SELECT count(*)::int FROM vote v WHERE project_id = ${id}::int AND NOT EXISTS (
        SELECT FROM image_exclusion x WHERE x.project_id = v.project_id AND x.image_id = v.image_id
      ) AND NOT EXISTS (SELECT FROM rater r WHERE r.project_id = v.project_id AND r.id = v.rater_id AND r.is_left_out)) AS counting`
  const byRater = await prisma.$queryRaw<object[]>`
    SELECT rater_id AS "raterId", count(*) FILTER (WHERE answer = 0)::int AS no, count(*) FILTER (WHERE answer = 1)::int AS maybe,
      count(*) FILTER (WHERE answer = 2)::int AS yes
    FROM vote WHERE project_id = ${id}::int GROUP BY rater_id ORDER BY rater_id`
  return { ...sizes, byRater }
}

test('counters of imported votes equal a recount, even when raters answer, undo and are excluded, and images are removed', async () => {
  const { id } = project
  const { slug } = project
  const admin = await project.account('admin')
  const before = await counted(id)
  expect(before).toEqual(await recounted(id))
  expect(before.voteCount).toBeGreaterThan(0)
  const untimed = await countUntimedAnswers(id)
  expect(untimed.no + untimed.maybe + untimed.yes).toBe(before.voteCount)

  const raterId = before.byRater[0]?.raterId ?? 0
  await actOnRaters(admin, { slug, act: 'exclude', raterIds: [raterId] })
  const rated = await prisma.vote.findMany({
    where: { projectId: id },
    distinct: 'imageId',
    orderBy: { imageId: 'asc' },
  })
  const images = rated.map(({ imageId }) => imageId)
  await excludeImages(admin, { slug, target: { imageIds: images.slice(0, 1) }, reason: 'Test' })
  const excluded = await counted(id)
  expect(excluded).toEqual(await recounted(id))
  expect(excluded.counting).toBeLessThan(excluded.voteCount)

  await prisma.aggregationRun.deleteMany({ where: { projectId: id } })
  const access = await guardProject(admin, slug, 'admin')
  const target = { imageIds: images.slice(1, 2) }
  const lost = countLostAnswers(await countImageContents(admin, { slug, target }))
  const input = await prisma.$transaction((tx) => guardRemoval(access, { target, lost }, tx))
  await removeImages(admin, { slug, ...input })
  const after = await counted(id)
  expect(after).toEqual(await recounted(id))
  expect(after.imageCount).toBe(before.imageCount - 1)
  expect(after.voteCount).toBeLessThan(before.voteCount)
})

test("counters of raters' votes equal a recount after an undo, and include no untimed ones", async () => {
  const rated = await makeRatingProject({ tasks: 4, candidates: 3, quota: 2 })
  const { slug, id } = rated
  const rater = await rated.addRater()
  for (const answers of [['no', 'yes', 'maybe'] as const, ['no', 'no', 'yes'] as const]) {
    const assignmentId = await answerNext(rater, slug, answers)
    expect(await counted(id)).toEqual(await recounted(id))
    if (answers[1] === 'no') await undoSubmission(rater, { slug, assignmentId })
  }
  expect(await counted(id)).toMatchObject({ imageCount: 4, candidateCount: 12, voteCount: 3 })
  expect(await counted(id)).toEqual(await recounted(id))
  expect(await countUntimedAnswers(id)).toEqual({ no: 0, maybe: 0, yes: 0 })
})

test('rows that are older than the counters are counted once, however often servers start', async () => {
  const { id } = project
  const before = await counted(id)
  await prisma.sizeChange.deleteMany({ where: { projectId: id } })
  await prisma.untimedVotes.deleteMany({ where: { projectId: id } })
  expect(await counted(id)).toMatchObject({ imageCount: 0, voteCount: 0 })
  const client = await openBulkConnection()
  for (let start = 0; start < 2; start++) {
    await fillCounters(client)
    expect(await counted(id)).toEqual(before)
  }
  await client.end()
})

test('sizes and counts of votes are read while images, candidates and votes are locked', async () => {
  const { id } = project
  const client = await openBulkConnection()
  await client.query('BEGIN')
  await client.query('LOCK TABLE image, candidate, vote, shown_candidate IN ACCESS EXCLUSIVE MODE')
  onTestFinished(() => client.end())
  await prisma
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL lock_timeout = '1s'`
      await findProjectSizes(id, tx)
      await countProjectRows(id, tx)
      await findProjectSummaries(null, tx)
      await countVotes(id, tx)
      await countAnswersByRater(id, tx)
      await countImportedAnswers(id, tx)
      await countUntimedAnswers(id, tx)
      await expect(tx.$queryRaw`SELECT count(*) FROM candidate`).rejects.toThrow()
    })
    .catch((error: unknown) => {
      // The last statement is expected to fail and aborts the transaction.
      if (!String(error).includes('aborted')) throw error
    })
})
