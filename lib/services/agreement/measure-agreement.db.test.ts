import { expect, test } from 'vitest'
import { agreementReport } from '@/lib/contracts/agreement'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { startJob } from '@/lib/services/jobs/job-state'
import { madeForEachTest, makeRatingProject, rateAll, refusedActors } from '@/lib/services/testing/rating-project'
import { measureAgreement } from './measure-agreement'
import { readAgreement } from './read-agreement'

const options = { projectRoot: process.cwd(), seed: 1, replicates: 50 }
const project = madeForEachTest(() => makeRatingProject({ tasks: 3, candidates: 2, quota: 2 }))

/** Two raters who agree on two of three tasks, with equal answers within a task, since the screen shuffles them. */
async function twoRaters() {
  const { slug, addRater } = project
  await rateAll(await addRater(), slug, [
    ['no', 'no'],
    ['yes', 'yes'],
    ['no', 'no'],
  ])
  await rateAll(await addRater(), slug, [
    ['no', 'no'],
    ['yes', 'yes'],
    ['yes', 'yes'],
  ])
}
const measure = () => measureAgreement(operator, { slug: project.slug, ...options })

test('stores alpha, kappa and agreement of all votes and per class, rater and day, with who asked', async () => {
  await twoRaters()
  const result = await measure()
  expect(result).toMatchObject({ reportId: 1, voteCount: 12, candidateCount: 6, raterCount: 2 })
  expect(result.rawAgreement.value).toBeCloseTo(2 / 3, 5)
  // 6 of 12 votes are no: chance disagrees in 2 × 6 × 6 of 12 × 11 cases, the raters in a third.
  expect(result.alphaNominal.value).toBeCloseTo(1 - 1 / 3 / (72 / 132), 5)
  const { measured, voteCount } = await readAgreement(operator, project.slug)
  expect(voteCount).toBe(12)
  expect(measured?.stamp).toMatchObject({ id: 1, seed: 1, replicates: 50, inputHash: result.inputHash })
  const report = agreementReport.parse(measured?.report)
  expect(report.overall.alphaNominal).toEqual(result.alphaNominal)
  expect(report.byClass.map((one) => [one.name, one.candidateCount, one.voteCount])).toEqual([
    ['class 0', 3, 6],
    ['class 1', 3, 6],
  ])
  expect(report.byGroup.map((one) => [one.classCount, one.voteCount])).toEqual([[2, 12]])
  expect(report.byRater.map((one) => [one.voteCount, one.pairCount])).toEqual([
    [6, 6],
    [6, 6],
  ])
  expect(report.byDay).toMatchObject([{ day: new Date().toISOString().slice(0, 10), candidateCount: 6 }])
  expect([report.pairs, report.pairCount, report.minimumShared]).toEqual([[], 0, 20])
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id } })
  expect(events.map((event) => event.action)).toContain('project.measure-agreement')
})

test('gives the same report for the same votes and counts new votes since', async () => {
  await twoRaters()
  const [first, second] = [await measure(), await measure()]
  expect(second).toEqual({ ...first, reportId: 2 })
  await prisma.task.updateMany({ where: { projectId: project.id }, data: { quota: 3 } })
  await rateAll(await project.addRater(), project.slug, [['no', 'no']])
  const { measured, voteCount } = await readAgreement(operator, project.slug)
  expect(voteCount - (measured?.report.voteCount ?? 0)).toBe(2)
})

test('explains that nothing can be measured without candidates with two votes', async () => {
  await expect(measure()).rejects.toMatchObject({ code: 'conflict' })
  await rateAll(await project.addRater(), project.slug, [['no', 'yes']])
  await expect(measure()).rejects.toThrow('second rater')
  expect((await readAgreement(operator, project.slug)).measured).toBeNull()
})

test('stores nothing if it is stopped while measuring', async () => {
  await twoRaters()
  const controller = new AbortController()
  const onProgress = (step: string) => step === 'Measuring agreement' && controller.abort(new Error('stopped'))
  const work = measureAgreement(operator, { slug: project.slug, ...options }, { onProgress, signal: controller.signal })
  await expect(work).rejects.toThrow('stopped')
  const failed = measureAgreement(
    operator,
    { slug: project.slug, ...options },
    {
      beforeCommit: async () => {
        throw new Error('the job was replaced')
      },
    },
  )
  await expect(failed).rejects.toThrow('replaced')
  expect(await prisma.agreementReport.count({ where: { projectId: project.id } })).toBe(0)
  expect(await prisma.auditEvent.count({ where: { projectId: project.id } })).toBe(0)
})

test('refuses raters, experts and strangers', async () => {
  await twoRaters()
  await measure()
  const { slug } = project
  const { refused } = await refusedActors(project)
  for (const [actor, code] of refused) {
    await expect(measureAgreement(actor, { slug, ...options })).rejects.toMatchObject({ code })
    await expect(readAgreement(actor, slug)).rejects.toMatchObject({ code })
    const agreement = { seed: 1, replicates: 50 }
    await expect(startJob(actor, { slug, kind: 'measure-agreement', input: agreement })).rejects.toMatchObject({
      code,
    })
  }
  const admin = await project.addMember('admin')
  const job = await startJob(admin, { slug, kind: 'measure-agreement', input: { seed: 1, replicates: 50 } })
  expect(job).toMatchObject({ kind: 'measure-agreement', state: 'queued' })
  expect((await readAgreement(admin, slug)).measured?.stamp.id).toBe(1)
})
