import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { exportProject } from '@/lib/services/export-project'
import { type GoldenProject, makeGoldenProject } from '@/lib/services/testing/golden-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { drawGoldenImages, undoGoldenDraw } from './draw-golden-images'
import { importGoldenAnswers } from './golden-file'
import { addGoldenNote, readGoldenPair } from './golden-pairs'
import { findGoldenTruth } from './golden-truth'
import { readGoldenOverview } from './read-golden-overview'

const scratch = scratchFolder()
const project = madeForEachTest(() => makeGoldenProject({ images: 2 }))
const other = madeForEachTest(() => makeGoldenProject({ images: 2 }))

const exported = async ({ slug }: GoldenProject) =>
  text((await exportProject(operator, { slug, format: 'golden-answers-csv' })).content)
const imported = ({ slug }: GoldenProject, content: string) =>
  importGoldenAnswers(operator, { slug, path: scratch('answers.csv', content) })
const answerCount = (projectId: number) => prisma.goldenAnswer.count({ where: { projectId } })

async function discussed() {
  const grace = await project.addExpert('Grace')
  const edith = await project.addExpert('Edith')
  await drawGoldenImages(project.admin, { slug: project.slug, draw: { size: 2, seed: 1, isStratified: false } })
  await project.answer(grace, 0, { 'class 0': 'yes', 'class 4': 'maybe' })
  await project.answer(grace, 1, { 'class 1': 'yes' })
  await project.answer(edith, 0, { 'class 2': 'yes' })
  const pair = { slug: project.slug, imageId: 0, classId: 2 }
  await addGoldenNote(grace, { ...pair, text: 'Now I see it.', conclusion: 'yes' })
}

test('imports exported answers, experts, conclusions and truth into another project', async () => {
  await discussed()
  const file = await exported(project)
  expect(file.split('\n')).toHaveLength(26)
  expect(file).not.toMatch(/Grace|Edith|@/)
  expect(await imported(other, file)).toEqual({
    answers: 24,
    newAnswers: 24,
    newExperts: 2,
    newCandidates: 10,
    newConclusions: 1,
  })
  expect(await exported(other)).toBe(file)
  const truth = async ({ id }: GoldenProject) =>
    (await findGoldenTruth(id)).map(({ imageId, classId, holds }) => [imageId, classId, holds]).sort()
  expect(await truth(other)).toEqual(await truth(project))
  const isInGoldenSet = async ({ admin, slug }: GoldenProject) =>
    (await readGoldenPair(admin, { slug, imageId: 0, classId: 2 })).isInGoldenSet
  expect([await isInGoldenSet(project), await isInGoldenSet(other)]).toEqual([true, false])
  const experts = await prisma.rater.findMany({ where: { projectId: other.id } })
  expect(experts).toMatchObject([1, 2].map(() => ({ kind: 'imported', isExpert: true })))
})

test('counts imported answers as answered, and lets a draw without other answers be undone', async () => {
  await drawGoldenImages(project.admin, { slug: project.slug, draw: { size: 2, seed: 1, isStratified: false } })
  const draws = async () => (await readGoldenOverview(project.admin, project.slug)).draws
  expect(await draws()).toMatchObject([{ answeredImages: 0, canBeUndone: true }])
  await imported(project, 'file,class,expert,answer\nsecret-file-1.jpg,class 1,Grace,yes\n')
  expect(await draws()).toMatchObject([{ answeredImages: 1, canBeUndone: true }])
  expect(await undoGoldenDraw(project.admin, { slug: project.slug, drawId: 1 })).toEqual({ images: 2 })
  expect(await answerCount(project.id)).toBe(1)
})

test('changes nothing when the same file is imported again, even into its own project', async () => {
  await discussed()
  const file = await exported(project)
  await imported(other, file)
  const none = { answers: 24, newAnswers: 0, newExperts: 0, newCandidates: 0, newConclusions: 0 }
  expect(await imported(other, file)).toEqual(none)
  expect(await imported(project, file)).toEqual(none)
  expect(await exported(project)).toBe(file)
})

test("names the line of an answer that contradicts the expert's and imports nothing", async () => {
  await discussed()
  const file = await exported(project)
  const before = await answerCount(project.id)
  const changed = file.replace(/^(secret-file-1.jpg,class 1,secret-class-1,expert-\d+),yes/m, '$1,no')
  expect(changed).not.toBe(file)
  const more = `secret-file-1.jpg,class 11,,Someone new,yes,\n`
  await expect(imported(project, changed + more)).rejects.toThrow(/line \d+, field "answer": expected yes.*found no/)
  expect(await answerCount(project.id)).toBe(before)
  expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(2)
  expect(await prisma.candidate.count({ where: { projectId: project.id, classId: 11 } })).toBe(0)
})

test('imports nothing if the last line is invalid', async () => {
  const good = 'file,class,expert,answer\nsecret-file-0.jpg,class 3,A,yes\n'
  await expect(imported(project, `${good}secret-file-0.jpg,class 3,B,what\n`)).rejects.toThrow(/line 3/)
  expect(await answerCount(project.id)).toBe(0)
  expect(await prisma.candidate.count({ where: { projectId: project.id } })).toBe(6)
  const expert = await project.addExpert()
  await expect(exportProject(expert, { slug: project.slug, format: 'golden-answers-csv' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(importGoldenAnswers(expert, { slug: project.slug, path: 'x' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(exportProject(other.admin, { slug: project.slug, format: 'golden-answers-csv' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
