import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { confirmRunInput } from '@/lib/contracts/runs/run'
import { prisma } from '@/lib/db/client'
import { modelsAddress } from '@/lib/domain/models/models-view'
import { operator } from '@/lib/domain/permissions'
import { exportProject } from '@/lib/services/export-project'
import { startJob } from '@/lib/services/jobs/job-state'
import { modelsPage } from '@/lib/services/models/models-page'
import { scoreModels } from '@/lib/services/models/score-models'
import { previewRelease, publishRelease } from '@/lib/services/releases/publish-release'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForFile } from '@/lib/services/testing/rating-project'
import { acceptWarnings, confirmRun } from './change-run'
import { listRuns } from './list-runs'
import { readRun } from './read-run'

const reason = 'Two images are enough to try it.'
const view = modelsAddress.initial
const refused = {
  code: 'conflict',
  message: expect.stringMatching(/^Run \d+ fails the check “Golden answers”, so it is not used .* 10 of each/),
}
const project = madeForFile(aggregatedProject)

const release = { notes: '', license: '' }
const labels = async (run?: number) => {
  const query = { slug: project.slug, format: 'real-json', ...(run !== undefined && { run }) }
  const made = await exportProject(operator, query)
  await text(made.content)
  return made.runId
}

test('refuses a run that fails a check in exports, releases and model scores, by id or as the latest', async () => {
  const { slug } = project
  const { runId, failedChecks } = await project.aggregateOnly()
  expect(failedChecks).toMatchObject([{ id: 'golden-answers' }])
  for (const run of [runId, undefined]) {
    await expect(labels(run)).rejects.toMatchObject(refused)
    await expect(previewRelease(operator, { slug, run })).rejects.toMatchObject(refused)
    const publishing = publishRelease(operator, { slug, projectRoot: process.cwd(), ...release, runId: run })
    await expect(publishing).rejects.toMatchObject(refused)
    await expect(scoreModels(operator, { slug, runId: run })).rejects.toMatchObject(refused)
    const input = run === undefined ? {} : { runId: run }
    for (const kind of ['publish-release', 'score-models'])
      await expect(startJob(operator, { slug, kind, input })).rejects.toMatchObject(refused)
  }
  expect(await modelsPage(operator, slug, view)).toMatchObject({ run: null, unconfirmed: { id: runId } })
  expect(await prisma.release.count({ where: { projectId: project.id } })).toBe(0)
})

test('can be confirmed only once, by an admin, with a reason that the audit trail keeps', async () => {
  const { slug, id: projectId } = project
  for (const role of ['rater', 'expert'] as const)
    await expect(confirmRun(await project.account(role), { slug, runId: 1, reason })).rejects.toMatchObject({
      code: 'forbidden',
    })
  await expect(confirmRun(operator, { slug, runId: 9, reason })).rejects.toMatchObject({ code: 'not-found' })
  expect(confirmRunInput.safeParse({ reason: ' ' }).success).toBe(false)
  const admin = await project.account('admin')
  const confirmed = await confirmRun(admin, { slug, runId: 1, reason })
  expect(confirmed.confirmation).toMatchObject({ reason, by: 'Test' })
  await expect(confirmRun(admin, { slug, runId: 1, reason: 'Another.' })).rejects.toMatchObject({ code: 'conflict' })
  const event = await prisma.auditEvent.findFirstOrThrow({ where: { projectId, action: 'run.confirm' } })
  expect(event).toMatchObject({ details: { runId: 1, checks: ['golden-answers'], reason } })
  expect(event.userId).toBe(admin.kind === 'account' ? admin.userId : null)
})

test('uses a confirmed run, and the data card states the failed checks and the confirmation', async () => {
  const { slug } = project
  expect(await labels()).toBe(1)
  const { limits, cardHtml } = await previewRelease(operator, { slug })
  expect(limits).toContainEqual(expect.stringMatching(/^Run 1 fails a check: Golden answers cover/))
  expect(limits).toContainEqual(expect.stringContaining(reason))
  expect(cardHtml).toContain(reason)
})

test('uses the latest usable run, and names a later one that is not usable', async () => {
  const { slug } = project
  const { runId } = await project.aggregateOnly()
  expect(runId).toBe(2)
  expect(await labels()).toBe(1)
  expect(await modelsPage(operator, slug, view)).toMatchObject({ run: { id: 1 }, unconfirmed: { id: 2 } })
  await expect(labels(2)).rejects.toMatchObject(refused)
  const { runs } = await listRuns(operator, slug)
  expect(runs.map(({ id, confirmation }) => [id, confirmation !== null])).toEqual([
    [2, false],
    [1, true],
  ])
})

test('confirms a run only with the work that accepts its warnings, which the data card states', async () => {
  const { slug } = project
  await expect(labels(2)).rejects.toMatchObject(refused)
  const publishing = { slug, projectRoot: process.cwd(), notes: '', license: 'CC0-1.0', acceptedBecause: reason }
  expect(await publishRelease(operator, publishing)).toMatchObject({ runId: 2 })
  expect(await prisma.release.findFirst({ where: { projectId: project.id, runId: 2 } })).toMatchObject({
    facts: { card: expect.stringContaining(reason) },
  })
  await acceptWarnings(operator, { slug, runId: 2, reason: 'Not needed.' })
  const { run, checks, namedRaters } = await readRun(operator, { slug, runId: 2 })
  expect(run.confirmation).toMatchObject({ reason, by: null })
  expect(checks?.map(({ id }) => id)).toEqual(['simpler-method', 'clear-majority', 'copied-answers', 'golden-answers'])
  expect(namedRaters).toEqual([])
  expect(await labels()).toBe(2)
})

test('still uses a run that is older than the checks', async () => {
  const { slug, id: projectId } = project
  const { runId } = await project.aggregateOnly()
  await prisma.$executeRaw`UPDATE aggregation_run SET checks = NULL, fails_checks = false
    WHERE project_id = ${projectId} AND id = ${runId}`
  expect(await labels()).toBe(runId)
  expect(await readRun(operator, { slug, runId })).toMatchObject({ checks: null, run: { failedChecks: [] } })
  await expect(confirmRun(operator, { slug, runId, reason })).rejects.toMatchObject({ code: 'conflict' })
})
