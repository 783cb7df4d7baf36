import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobRequest } from '@/lib/contracts/jobs'
import { prisma } from '@/lib/db/client'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { previewRelease } from './preview-release'
import { publishRelease } from './publish-release'
import { startPublish } from './start-publish'

const operator = { kind: 'operator' } as const
const release = { notes: '', license: '' }
let project: Awaited<ReturnType<typeof aggregatedProject>>
beforeAll(async () => {
  project = await aggregatedProject()
})
afterAll(() => project.remove())

test('without a run there is nothing to publish or to preview', async () => {
  const { slug } = project
  await expect(startPublish(operator, { slug, release })).rejects.toMatchObject({ code: 'conflict' })
  await expect(previewRelease(operator, { slug })).rejects.toMatchObject({ code: 'conflict' })
})

test('the worker is asked for the run that was the latest, in the name of who asked', async () => {
  const { slug, id } = project
  const { runId } = await project.aggregate({ method: 'majority', parameters: {} })
  const admin = await project.account('admin')
  const job = await startPublish(admin, { slug, release })
  const { payload } = await prisma.job.findFirstOrThrow({ where: { projectId: id, id: job.id } })
  const request = jobRequest.parse({ kind: 'publish-release', payload })
  expect(request.payload).toMatchObject({ run: runId, userId: admin.kind === 'account' ? admin.userId : null })
  const made = await publishRelease(operator, { slug, projectRoot: process.cwd(), ...release, ...(payload as object) })
  const row = await prisma.release.findFirstOrThrow({ where: { projectId: id, id: made.releaseId } })
  expect(row.publishedBy).toBe(admin.kind === 'account' ? admin.userId : null)
  await expect(startPublish(admin, { slug, release: { ...release, version: '1' } })).rejects.toMatchObject({
    code: 'conflict',
    fields: { version: expect.stringContaining('already') },
  })
})

test('only admins start and preview', async () => {
  const { slug } = project
  for (const [role, code] of [
    ['rater', 'forbidden'],
    ['expert', 'forbidden'],
    [undefined, 'not-found'],
  ] as const) {
    const actor = await project.account(role)
    await expect(startPublish(actor, { slug, release })).rejects.toMatchObject({ code })
    await expect(previewRelease(actor, { slug })).rejects.toMatchObject({ code })
  }
})

test('the preview says what the card will say, and what stands against publishing', async () => {
  const { slug, id } = project
  const found = await previewRelease(operator, { slug })
  expect(found).toMatchObject({ version: '2', obstacle: null })
  expect(found.cardHtml).toContain('Known limitations')
  expect(found.limits).toContainEqual(expect.stringContaining('were imported'))
  const vote = await prisma.vote.findFirstOrThrow({ where: { projectId: id } })
  const key = { projectId_id: { projectId: id, id: vote.raterId } }
  await prisma.rater.update({ where: key, data: { isLeftOut: true } })
  expect(await previewRelease(operator, { slug })).toMatchObject({
    obstacle: expect.stringContaining('Aggregate again'),
    cardHtml: null,
  })
})
