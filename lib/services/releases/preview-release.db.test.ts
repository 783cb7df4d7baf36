import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { type Actor, operator } from '@/lib/domain/permissions'
import { startJob } from '@/lib/services/jobs/job-state'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForFile } from '@/lib/services/testing/rating-project'
import { withdrawRelease } from './list-releases'
import { previewRelease, publishRelease } from './publish-release'

const release = { notes: '', license: '' }
const startPublish = (actor: Actor, { slug, ...input }: { slug: string; version?: string }) =>
  startJob(actor, { slug, kind: 'publish-release', input })
const project = madeForFile(aggregatedProject)

test('rejects publishing and previewing without a run', async () => {
  const { slug } = project
  await expect(startPublish(operator, { slug })).rejects.toMatchObject({ code: 'conflict' })
  await expect(previewRelease(operator, { slug })).rejects.toMatchObject({ code: 'conflict' })
})

test('publishes the run that was the latest at the time of the request, in the name of the user who requested it', async () => {
  const { slug, id } = project
  const { runId } = await project.aggregate()
  const admin = await project.account('admin')
  const job = await startPublish(admin, { slug })
  const { payload, askedBy } = await prisma.job.findFirstOrThrow({ where: { projectId: id, id: job.id } })
  expect(payload).toEqual({ ...release, runId })
  expect(askedBy).toBe(admin.kind === 'account' ? admin.userId : null)
  const worker = { ...operator, askedBy }
  const made = await publishRelease(worker, { slug, projectRoot: process.cwd(), ...release, runId })
  const row = await prisma.release.findFirstOrThrow({ where: { projectId: id, id: made.releaseId } })
  expect(row.publishedBy).toBe(admin.kind === 'account' ? admin.userId : null)
  await expect(startPublish(admin, { slug, version: '1' })).rejects.toMatchObject({
    code: 'conflict',
    fields: { version: expect.stringContaining('already') },
  })
})

test('only lets admins publish and preview', async () => {
  const { slug } = project
  for (const [role, code] of [
    ['rater', 'forbidden'],
    ['expert', 'forbidden'],
    [undefined, 'not-found'],
  ] as const) {
    const actor = await project.account(role)
    await expect(startPublish(actor, { slug })).rejects.toMatchObject({ code })
    await expect(previewRelease(actor, { slug })).rejects.toMatchObject({ code })
  }
})

test('counts in the card the votes given in a sweep, with automatic submit, or by tapping what does not fit', async () => {
  const { slug, id } = project
  const everywhere = { where: { projectId: id } }
  const card = async () => String((await previewRelease(operator, { slug })).cardHtml)
  const votes = await prisma.vote.count(everywhere)
  expect(await card()).toContain(`${votes} unknown, because they were imported`)
  const given = await prisma.vote.groupBy({
    by: ['assignmentId'],
    ...everywhere,
    _count: true,
    take: 3,
    orderBy: { assignmentId: 'asc' },
  })
  for (const [index, answerMode] of ['sweep', 'auto'].entries())
    await prisma.assignment.update({
      where: { projectId_id: { projectId: id, id: given[index]!.assignmentId } },
      data: { answerMode },
    })
  const [bySweep, byAuto] = [given[0]!._count, given[1]!._count]
  // A page belongs to one rater and one class.
  const { raterId, id: onPage } = await prisma.assignment.findUniqueOrThrow({
    where: { projectId_id: { projectId: id, id: given[2]!.assignmentId } },
  })
  const { id: classId } = await prisma.class.findFirstOrThrow(everywhere)
  await prisma.gridPage.create({ data: { projectId: id, id: 1_000_000, raterId, classId, size: 1, seed: 1 } })
  await prisma.assignment.update({
    where: { projectId_id: { projectId: id, id: onPage } },
    data: { pageId: 1_000_000, answerMode: 'tap-no' },
  })
  const byTapNo = given[2]!._count
  expect(await card()).toContain(
    `${bySweep} image first in a sweep, which takes the rest as no; ${byAuto} image first with automatic submit; ${byTapNo} class first, on pages on which raters tapped the images that do not fit and the rest are yes; ${votes - bySweep - byAuto - byTapNo} unknown, because they were imported`,
  )
})

test('names the votes, decisions and withdrawals after the run, which its release lacks', async () => {
  const { slug, id: projectId } = project
  const newer = async () => (await previewRelease(operator, { slug })).limits.filter((one) => one.includes('newer'))
  expect(await newer()).toEqual([])
  const [one, other] = await prisma.candidate.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
  const expert = await prisma.rater.findFirstOrThrow({ where: { projectId, isExpert: true } })
  const decision = { projectId, raterId: expert.id, firstAnswer: 2, answer: 2, reason: 'clear', origin: {} }
  await prisma.adjudication.createMany({
    data: [
      { ...decision, id: 1, candidateId: one!.id },
      { ...decision, id: 2, candidateId: one!.id },
      { ...decision, id: 3, candidateId: other!.id, isUndone: true },
    ],
  })
  expect(await newer()).toEqual([expect.stringMatching(/newer than run \d: 1 decision on a label\. /)])
  const vote = await prisma.vote.findFirstOrThrow({ where: { projectId } })
  const { conditions: _, ...assignment } = await prisma.assignment.findUniqueOrThrow({
    where: { projectId_id: { projectId, id: vote.assignmentId } },
  })
  await prisma.rater.create({ data: { projectId, id: 900, kind: 'imported' } })
  const later = { raterId: 900, submittedAt: new Date(Date.now() + 60_000) }
  const task = { projectId_id: { projectId, id: assignment.taskId } }
  await prisma.task.update({ where: task, data: { quota: { increment: 1 } } })
  await prisma.assignment.create({ data: { ...assignment, ...later, id: 900 } })
  const { candidateId, imageId } = vote
  await prisma.shownCandidate.create({ data: { projectId, candidateId, imageId, raterId: 900, assignmentId: 900 } })
  await prisma.vote.create({ data: { ...vote, raterId: 900, assignmentId: 900 } })
  expect(await newer()).toEqual([expect.stringMatching(/newer than run \d: 1 vote and 1 decision on a label\. /)])
  const before = { createdAt: new Date(0), undoneAt: new Date(), isUndone: true }
  await prisma.adjudication.createMany({
    data: [
      { ...decision, ...before, id: 4, candidateId: one!.id },
      { ...decision, ...before, id: 5, candidateId: other!.id },
    ],
  })
  expect(await newer()).toEqual([
    expect.stringMatching(/newer than run \d: 1 vote, 1 decision on a label and 1 withdrawal of a decision\. /),
  ])
})

test('names earlier releases of the run, and why they were withdrawn', async () => {
  const { slug } = project
  const earlier = async () => (await previewRelease(operator, { slug })).limits.filter((one) => one.includes('before'))
  expect(await earlier()).toEqual([expect.stringMatching(/^Run \d was published before, as release 1\.$/)])
  await withdrawRelease(operator, { slug, version: '1', reason: 'Labels were mixed up.' })
  expect(await earlier()).toEqual([
    expect.stringMatching(/^Run \d was published before, as release 1, which was withdrawn: Labels were mixed up\.$/),
  ])
})

test('previews the content of the card, and obstacles to publishing', async () => {
  const { slug, id } = project
  const found = await previewRelease(operator, { slug })
  expect(found).toMatchObject({ version: '2', obstacle: null })
  expect(found.cardHtml).toContain('Known limitations')
  expect(found.limits).toContainEqual(expect.stringContaining('were imported'))
  const vote = await prisma.vote.findFirstOrThrow({ where: { projectId: id } })
  const key = { projectId_id: { projectId: id, id: vote.raterId } }
  await prisma.rater.update({ where: key, data: { isExcluded: true } })
  expect(await previewRelease(operator, { slug })).toMatchObject({
    obstacle: expect.stringContaining('Aggregate again'),
    cardHtml: null,
  })
})
