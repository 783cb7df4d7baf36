import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { addRun } from '@/lib/services/testing/add-run'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { leaseNextTask } from './assignments'
import { readClassExamples } from './read-class-examples'

let project: RatingProject

const hashOf = (image: number) => createHash('sha256').update(`${project.slug}/${image}`).digest('hex')
const addressOf = (image: number) => `/api/projects/${project.slug}/images/${hashOf(image)}?variant=thumb`

/** Makes twelve images of three classes, all labelled class 0 by a run; all tasks but the first are full. */
async function settledProject() {
  project = await makeRatingProject({ tasks: 12, candidates: 3, quota: 1 })
  const { id } = project
  for (let image = 0; image < 12; image++) {
    await prisma.image.update({
      where: { projectId_id: { projectId: id, id: image } },
      data: { contentHash: hashOf(image), credit: `Photographer ${image}`, license: 'CC0-1.0' },
    })
  }
  await addRun(id, { labelCount: 12 })
  // Scores increase with the image id.
  await prisma.$executeRaw`INSERT INTO score (project_id, run_id, candidate_id, score)
    SELECT ${id}::int, 1, i * 3, 0.5 + i / 100.0 FROM generate_series(0, 11) i`
  await prisma.$executeRaw`INSERT INTO run_label (project_id, run_id, class_id, image_id)
    SELECT ${id}::int, 1, 0, i FROM generate_series(0, 11) i`
  await fill(Array.from({ length: 11 }, (_, k) => k + 1))
}

/** Fills the quota of these images' tasks with other raters. */
const fill = (images: number[]) =>
  prisma.$executeRaw`UPDATE task SET assigned = 1 WHERE project_id = ${project.id}::int AND image_id = ANY(${images}::int[])`

/** Returns the examples of the only class that has any, for the rater's current task. */
async function examplesOf(rater: Actor) {
  const { task } = await leaseNextTask(rater, { slug: project.slug })
  if (!task) throw new Error('no task')
  const { candidates } = await readClassExamples(rater, { slug: project.slug, assignmentId: task.assignmentId })
  expect(candidates).toHaveLength(3)
  const named = task.candidates.findIndex(({ name }) => name === 'class 0')
  expect(candidates.filter((_, position) => position !== named)).toEqual([[], []])
  return candidates[named]!
}
const urlsOf = async (rater: Actor) => (await examplesOf(rater)).map(({ url }) => url)

describe('examples of a class', () => {
  test('are the nine images of the class with the highest scores, with their credit and nothing that identifies them', async () => {
    await settledProject()
    const examples = await examplesOf(await project.addRater())
    expect(examples.map(({ url }) => url)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3].map(addressOf))
    expect(examples[0]!).toEqual({
      url: addressOf(11),
      credit: 'Photographer 11',
      creditUrl: null,
      license: 'CC0-1.0',
    })
    expect(JSON.stringify(examples)).not.toMatch(/secret|file/)
  })

  test('never include the image itself, even under another name', async () => {
    await settledProject()
    const { id } = project
    await prisma.image.updateMany({ where: { projectId: id, id: 11 }, data: { contentHash: hashOf(0) } })
    const urls = await urlsOf(await project.addRater())
    expect(urls).toHaveLength(9)
    expect(urls).not.toContain(addressOf(0))
  })

  test('are never golden images', async () => {
    await settledProject()
    const { id } = project
    await prisma.$executeRaw`INSERT INTO golden_draw (project_id, id, seed, size, is_stratified)
      VALUES (${id}::int, 1, 1, 2, false)`
    await prisma.goldenImage.createMany({
      data: [10, 11].map((imageId, position) => ({ projectId: id, imageId, drawId: 1, position })),
    })
    const urls = await urlsOf(await project.addRater())
    expect(urls[0]).toBe(addressOf(9))
    expect(urls).not.toContain(addressOf(10))
  })

  test('never include images that the rater is rating or may still be asked about', async () => {
    await settledProject()
    await prisma.$executeRaw`UPDATE task SET assigned = 0 WHERE project_id = ${project.id}::int AND image_id = 11`
    const rater = await project.addRater()
    expect((await urlsOf(rater))[0]).toBe(addressOf(10))
    await leaseNextTask(await project.addRater(), { slug: project.slug })
    expect((await urlsOf(rater))[0]).toBe(addressOf(11))
  })

  test('begin with those imported with the class, without duplicates', async () => {
    await settledProject()
    await prisma.classExample.createMany({
      data: [
        { projectId: project.id, classId: 0, position: 0, fileName: 'a', contentHash: hashOf(5) },
        { projectId: project.id, classId: 0, position: 1, fileName: 'b', contentHash: null },
      ],
    })
    const urls = await urlsOf(await project.addRater())
    expect(urls).toEqual([5, 11, 10, 9, 8, 7, 6, 4, 3].map(addressOf))
  })

  test('come from the newest run only, or from the newest that may be used if there is one', async () => {
    await settledProject()
    await addRun(project.id, { id: 2, labelCount: 12 })
    const failing = (failsChecks: boolean, ...ids: number[]) =>
      prisma.aggregationRun.updateMany({ where: { projectId: project.id, id: { in: ids } }, data: { failsChecks } })
    const rater = await project.addRater()
    expect(await urlsOf(rater)).toEqual([])
    await failing(true, 1, 2)
    expect(await urlsOf(rater)).toEqual([])
    await failing(false, 1)
    expect(await urlsOf(rater)).toHaveLength(9)
  })

  test('are not returned for a task of another rater', async () => {
    await settledProject()
    const [rater, other] = [await project.addRater(), await project.addRater()]
    const { task } = await leaseNextTask(rater, { slug: project.slug })
    const asked = readClassExamples(other, { slug: project.slug, assignmentId: task?.assignmentId ?? -1 })
    await expect(asked).rejects.toMatchObject({ code: 'not-found' })
  })

  test('are none for a task whose lease has expired', async () => {
    await settledProject()
    const rater = await project.addRater()
    const { task } = await leaseNextTask(rater, { slug: project.slug })
    const { assignmentId } = task!
    await prisma.assignment.updateMany({
      where: { projectId: project.id, id: assignmentId },
      data: { state: 'expired' },
    })
    expect(await readClassExamples(rater, { slug: project.slug, assignmentId })).toEqual({ candidates: [] })
  })
})
