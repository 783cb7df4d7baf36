import { beforeEach, expect, test } from 'vitest'
import { defaultPlanSettings, planSettings } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import { insertBatch } from '@/lib/db/plan/batch-rows'
import { sqlState } from '@/lib/db/session/sql-state'
import { operator } from '@/lib/domain/permissions'
import { startJob } from '@/lib/services/jobs/job-state'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { saveDocument } from '@/lib/services/texts/documents'
import { changeDraft } from './change-draft'
import { planProposals, readPlan } from './read-plan'

const project = madeForEachTest(() => makeRatingProject({ tasks: 2, quota: 3 }))
beforeEach(async () => {
  await prisma.model.create({ data: { projectId: project.id, id: 4, name: 'four' } })
  await prisma.model.create({ data: { projectId: project.id, id: 7, name: 'seven', scoreKind: 'logit' } })
})

test('follows the data until it is chosen what raters are asked about', async () => {
  const { slug, id: projectId } = project
  await prisma.model.deleteMany({ where: { projectId } })
  const opened = await changeDraft(operator, { slug, changes: {} })
  expect(opened.source).toEqual({ from: 'classes', classes: null })
  const settings = { ...opened, payPerHour: 20 }
  await startJob(operator, { slug, kind: 'plan-proposals', input: { ...settings, basedOn: opened } })
  await planProposals(operator, { slug, settings })
  expect((await readPlan(operator, slug)).report).not.toBeNull()

  await prisma.model.create({ data: { projectId, id: 9, name: 'nine' } })
  const later = await readPlan(operator, slug)
  expect(later.settings).toEqual({ ...settings, source: { from: 'models' } })
  expect(later.report).toBeNull()

  await changeDraft(operator, { slug, changes: { source: { from: 'original' } } })
  await changeDraft(operator, { slug, changes: { payPerHour: 21 } })
  expect((await readPlan(operator, slug)).settings).toMatchObject({ source: { from: 'original' }, payPerHour: 21 })
})

test('says whether raters have guidelines to read', async () => {
  const { slug } = project
  const admin = await project.addMember('admin')
  const save = (text: string, basedOn: number | null) =>
    saveDocument(admin, { slug, kind: 'guidelines', text, basedOn })
  const hasGuidelines = async () => (await readPlan(operator, slug)).hasGuidelines
  expect(await hasGuidelines()).toBe(false)
  await save('Say maybe if you cannot tell.', null)
  expect(await hasGuidelines()).toBe(true)
  await save('', 1)
  expect(await hasGuidelines()).toBe(false)
})

test("starts from the defaults with the project's number of raters, and keeps changes", async () => {
  const fresh = await readPlan(operator, project.slug)
  expect(fresh).toMatchObject({
    settings: { ...defaultPlanSettings, ratersPerTask: 3 },
    draft: null,
    report: null,
    imageCount: 2,
    classCount: 3,
    goldenImages: 0,
    batches: [{ id: 0, name: 'test', state: 'open', tasks: 2, finishedTasks: 0 }],
    activeJobId: null,
  })
  expect(fresh.models).toEqual([
    { id: 4, name: 'four', scoreKind: null, predictions: 0, images: 0 },
    { id: 7, name: 'seven', scoreKind: 'logit', predictions: 0, images: 0 },
  ])
  await changeDraft(operator, { slug: project.slug, changes: { models: [7, 4, 7], payPerHour: 20 } })
  await changeDraft(operator, { slug: project.slug, changes: { secondsPerCandidate: 12 } })
  const saved = await readPlan(operator, project.slug)
  expect(saved.settings).toEqual({
    ...defaultPlanSettings,
    ...{ ratersPerTask: 3, models: [4, 7], payPerHour: 20, secondsPerCandidate: 12 },
  })
  expect(saved.draft).toMatchObject({ batchId: 1, name: 'Batch 2' })
})

test('starts a new draft from the last launch', async () => {
  const launched = { ...defaultPlanSettings, models: [7], payPerHour: 21, ratersPerTask: 9 }
  await prisma.batch.create({
    data: { projectId: project.id, id: 1, name: 'b', state: 'open', plan: { settings: launched, computed: null } },
  })
  const { settings, draft } = await readPlan(operator, project.slug)
  expect({ settings, draft }).toEqual({ settings: { ...launched, ratersPerTask: 3 }, draft: null })
  await changeDraft(operator, { slug: project.slug, changes: { payPerHour: 22 } })
  const saved = await readPlan(operator, project.slug)
  expect(saved.settings).toEqual({ ...launched, ratersPerTask: 3, payPerHour: 22 })
})

test('does not use up a number', async () => {
  const { slug, id: projectId } = project
  await changeDraft(operator, { slug, changes: { payPerHour: 22 } })
  const insert = () => prisma.$transaction((tx) => insertBatch(tx, { projectId, name: 'Asked again', state: 'open' }))
  expect([await insert(), await insert()]).toEqual([1, 2])
  expect((await readPlan(operator, slug)).draft).toMatchObject({ batchId: 3 })
})

test('rejects models that do not exist, and omits one that was deleted later', async () => {
  const change = (models: number[]) => changeDraft(operator, { slug: project.slug, changes: { models } })
  await expect(change([4, 9])).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('9') })
  expect((await change([])).models).toEqual([])
  await change([4, 7])
  await prisma.model.delete({ where: { projectId_id: { projectId: project.id, id: 4 } } })
  expect((await readPlan(operator, project.slug)).settings.models).toEqual([7])
})

test('makes one draft from concurrent changes', async () => {
  const changes = Array.from({ length: 6 }, (_, k) => ({ secondsPerCandidate: 10 + k }))
  await Promise.all(changes.map((one) => changeDraft(operator, { slug: project.slug, changes: one })))
  expect(await prisma.batch.count({ where: { projectId: project.id, state: 'draft' } })).toBe(1)
})

test('refuses to change the plan or the reason of a launched batch', async () => {
  const where = { projectId_id: { projectId: project.id, id: 0 } }
  for (const data of [{ plan: { settings: 1 } }, { reason: { why: 'later' } }, { state: 'draft' as const }]) {
    const error = await prisma.batch.update({ where, data }).catch((thrown: unknown) => thrown)
    expect(sqlState(error)).toBe('23514')
  }
})

test('is only for admins', async () => {
  const expert = await project.addMember('expert')
  await expect(readPlan(expert, project.slug)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(changeDraft(expert, { slug: project.slug, changes: {} })).rejects.toMatchObject({ code: 'forbidden' })
})

test('computes the plan for the settings that a program gives, and the other ones of the draft', async () => {
  const { slug } = project
  await changeDraft(operator, { slug, changes: { payPerHour: 21 } })
  const { id } = await startJob(operator, { slug, kind: 'plan-proposals', input: { ratersPerTask: 7 } })
  const { payload } = await prisma.job.findUniqueOrThrow({ where: { projectId_id: { projectId: project.id, id } } })
  expect(planSettings.parse(payload)).toMatchObject({ payPerHour: 21, ratersPerTask: 7 })
})

test('keeps changes of two tabs to different fields, and neither tab overwrites what the other has changed', async () => {
  const { slug } = project
  const opened = await changeDraft(operator, { slug, changes: { payPerHour: 15, ratersPerTask: 3 } })
  const compute = (changes: object) =>
    startJob(operator, { slug, kind: 'plan-proposals', input: { ...opened, ...changes, basedOn: opened } })
  await compute({ payPerHour: 20 })
  await compute({ ratersPerTask: 7 })
  expect((await readPlan(operator, slug)).settings).toMatchObject({ payPerHour: 20, ratersPerTask: 7 })
  await expect(compute({ payPerHour: 25 })).rejects.toMatchObject({ code: 'conflict' })
  expect((await readPlan(operator, slug)).settings.payPerHour).toBe(20)
  const { payload } = await prisma.job.findFirstOrThrow({ where: { projectId: project.id, kind: 'plan-proposals' } })
  expect(payload).not.toHaveProperty('basedOn')
})
