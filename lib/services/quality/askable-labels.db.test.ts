import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findGoldenTruthStates } from '@/lib/db/quality/control-tasks'
import { ineffectiveSettings } from '@/lib/domain/quality/ineffective-settings'
import type { QualityRule } from '@/lib/domain/quality/quality-rule'
import { type GoldenProject, makeGoldenProject } from '@/lib/services/testing/golden-project'
import { readQualitySettings, updateQuality } from './quality-settings'
import { readQuality } from './read-quality'

let project: GoldenProject
const rule = (last: number): QualityRule => ({ kind: 'golden-marks', last, below: 0.7, action: 'tell' })
const save = (goldenShare: number, rules: QualityRule[]) =>
  updateQuality(project.admin, { slug: project.slug, settings: { goldenShare, qualification: null, rules } })
const askable = async () => (await readQualitySettings(project.admin, project.slug)).askable

// Six rating tasks ask about classes 0 to 2. On three golden images, classes 0 to 3 of eight apply.
beforeAll(async () => {
  project = await makeGoldenProject({ images: 6, drawn: 3 })
  const expert = await project.addExpert()
  const golden = await prisma.goldenImage.findMany({ where: { projectId: project.id } })
  for (const { imageId } of golden)
    await project.answer(expert, imageId, { 'class 0': 'yes', 'class 1': 'yes', 'class 2': 'yes', 'class 3': 'yes' })
})

test('counts golden labels that tasks and gold questions can ask about, before there are gold questions', async () => {
  expect(await askable()).toEqual({
    ratingTasks: 6,
    ratingLabels: 18,
    hasPages: false,
    voted: { holds: 9, holdsNot: 0 },
    hidden: { holds: 3, holdsNot: 12 },
    maxPerImage: { holds: 4, holdsNot: 4 },
    visits: [],
  })
})

test('makes the truth of votes known to a rule although raters get no gold questions', async () => {
  const isWatched = async () => (await findGoldenTruthStates()).some(({ projectId }) => projectId === project.id)
  expect(await isWatched()).toBe(false)
  await save(0, [rule(5)])
  expect(await isWatched()).toBe(true)
  const known = await prisma.taskCandidate.count({ where: { projectId: project.id, holds: { not: null } } })
  expect(known).toBeGreaterThan(0)
})

test('reports a rule that can never see enough golden answers', async () => {
  await save(0.1, [rule(20)])
  const { settings, counts, askable } = await readQuality(project.admin, project.slug)
  expect(askable.voted.holds + askable.hidden.holds).toBeLessThan(20)
  expect(ineffectiveSettings(settings, counts, askable)).toMatchObject([{ kind: 'rule', index: 0, panel: null }])
})

test('knows the tasks of a visit of open panels', async () => {
  const settings = { outcomes: {}, tasksPerVisit: 4, places: null, isSigned: false }
  const data = { projectId: project.id, kind: 'prolific' as const, settings }
  await prisma.panel.create({ data: { ...data, name: 'Open' } })
  await prisma.panel.create({ data: { ...data, name: 'Closed', isOpen: false } })
  expect((await askable()).visits).toEqual([{ panel: 'Open', tasks: 4 }])
})

test('offers the defaults in place of stored settings that cannot be read, and replaces them on saving', async () => {
  const { admin, slug, id } = project
  await prisma.project.update({ where: { id }, data: { quality: { goldenShare: 'a tenth' } } })
  await expect(readQuality(admin, slug)).rejects.toThrow('Save them again under Quality, Rules')
  const { settings, isReadable } = await readQualitySettings(admin, slug)
  expect({ settings, isReadable }).toEqual({
    settings: { goldenShare: 0, qualification: null, rules: [] },
    isReadable: false,
  })
  await updateQuality(admin, { slug, settings, basedOn: { ...settings } })
  expect((await readQualitySettings(admin, slug)).isReadable).toBe(true)
})
