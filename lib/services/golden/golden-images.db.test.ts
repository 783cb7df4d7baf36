import { describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import { drawGoldenImages, listGoldenImages, undoGoldenDraw } from './draw-golden-images'
import { openGoldenImage } from './golden-image'

const project = madeForEachTest(makeGoldenProject)

const draw = (size: number, seed = 1, isStratified = false) =>
  drawGoldenImages(project.admin, { slug: project.slug, draw: { size, seed, isStratified } })
const goldenIds = async () => {
  const where = { projectId: project.id }
  return (await prisma.goldenImage.findMany({ where, orderBy: { position: 'asc' } })).map((row) => row.imageId)
}

describe('a draw', () => {
  test("adds images that are not golden yet, with every model's proposals as candidates", async () => {
    const first = await draw(2)
    // Three candidates existed; the models add classes 3 to 7.
    expect(first).toEqual({ drawId: 1, images: 2, newCandidates: 10 })
    const second = await draw(4, 7, true)
    expect(second).toMatchObject({ drawId: 2, images: 4 })
    const ids = await goldenIds()
    expect([...ids].sort()).toEqual([0, 1, 2, 3, 4, 5])
    const candidates = await prisma.candidate.findMany({
      where: { projectId: project.id },
      orderBy: { id: 'asc' },
      include: { models: true },
    })
    expect(candidates.map(({ id }) => id)).toEqual(Array.from({ length: 48 }, (_, k) => k))
    expect(candidates.map(({ position }) => position)).toEqual(candidates.map(({ id }) => id))
    for (const { classId, isOriginal, models } of candidates) {
      expect(isOriginal).toBe(classId === 0)
      const proposing = [1, 2].filter((model) => classId >= 3 * (model - 1) && classId <= 3 * (model - 1) + 4)
      expect(models.map(({ modelId }) => modelId).sort()).toEqual(proposing)
    }
    expect(await errorCode(draw(1))).toBe('conflict')
    const events = await prisma.auditEvent.findMany({ where: { projectId: project.id, action: 'golden.draw' } })
    expect(events).toHaveLength(2)
  })

  test('is refused without changes if there are not enough images', async () => {
    await expect(draw(7)).rejects.toMatchObject({ code: 'invalid-input', fields: { size: expect.stringMatching(/6/) } })
    expect(await prisma.goldenDraw.count({ where: { projectId: project.id } })).toBe(0)
    expect(await prisma.candidate.count({ where: { projectId: project.id } })).toBe(18)
  })

  test('omits images without a picture if any image has one', async () => {
    await prisma.image.updateMany({
      where: { projectId: project.id, id: { in: [1, 4] } },
      data: { contentHash: 'a'.repeat(64) },
    })
    expect(await errorCode(draw(3))).toBe('invalid-input')
    await draw(2)
    expect((await goldenIds()).sort()).toEqual([1, 4])
  })

  test('can be undone only until somebody answers', async () => {
    await draw(2)
    await draw(2, 2)
    await undoGoldenDraw(project.admin, { slug: project.slug, drawId: 2 })
    const ids = await goldenIds()
    expect(ids).toHaveLength(2)
    // Candidates of the remaining draw and of tasks are kept.
    expect(await prisma.candidate.count({ where: { projectId: project.id } })).toBe(6 * 3 + 2 * 5)
    await project.answer(await project.addExpert(), ids[0]!)
    expect(await errorCode(undoGoldenDraw(project.admin, { slug: project.slug, drawId: 1 }))).toBe('conflict')
    expect(await errorCode(undoGoldenDraw(project.admin, { slug: project.slug, drawId: 2 }))).toBe('not-found')
    expect(await goldenIds()).toEqual(ids)
  })

  test('requires an admin', async () => {
    const expert = await project.addExpert()
    const work = drawGoldenImages(expert, { slug: project.slug, draw: { size: 1, seed: 1, isStratified: false } })
    expect(await errorCode(work)).toBe('forbidden')
    expect(await errorCode(undoGoldenDraw(expert, { slug: project.slug, drawId: 1 }))).toBe('forbidden')
  })
})

describe('what an expert is shown', () => {
  test('omits models, scores, ranks, file names, class ids and the original label', async () => {
    await draw(3)
    const expert = await project.addExpert()
    const imageId = (await goldenIds())[0]!
    const task = await openGoldenImage(expert, { slug: project.slug, imageId })
    const page = await listGoldenImages(expert, { slug: project.slug, page: 1 })
    const text = JSON.stringify([task, page])
    expect(text).not.toMatch(/secret|original|model|score|rank|probab|fileName|candidateId|external|added.?by/i)
    expect(Object.keys(task.candidates[0]!).sort()).toEqual(
      ['answer', 'classId', 'gloss', 'lang', 'links', 'name', 'note', 'otherNames', 'path', 'wikipediaUrl'].sort(),
    )
    expect(task.candidates).toHaveLength(8)
  })

  test('has a separate order for each expert and image, the same at every visit', async () => {
    await draw(6)
    const experts = [await project.addExpert(), await project.addExpert()]
    const orders = new Map<string, number[]>()
    for (const [who, expert] of experts.entries()) {
      for (const imageId of await goldenIds()) {
        const task = await openGoldenImage(expert, { slug: project.slug, imageId })
        const order = task.candidates.map(({ classId }) => classId)
        orders.set(`${who}/${imageId}`, order)
        const again = await openGoldenImage(expert, { slug: project.slug, imageId })
        expect(again.candidates.map(({ classId }) => classId)).toEqual(order)
      }
    }
    expect(new Set(Array.from(orders.values(), String)).size).toBe(12)
    // The original label is not always in the same position.
    expect(new Set(Array.from(orders.values(), (order) => order.indexOf(0))).size).toBeGreaterThan(3)
  })

  test('includes later proposals of models, and reopens answered images', async () => {
    await draw(2)
    const expert = await project.addExpert()
    const ids = await goldenIds()
    const imageId = ids[0]!
    await project.answer(expert, imageId, { 'class 1': 'yes' })
    expect((await listGoldenImages(expert, { slug: project.slug, page: 1 })).progress).toEqual({ total: 2, done: 1 })
    await prisma.model.create({ data: { projectId: project.id, id: 3, name: 'later' } })
    await prisma.prediction.create({ data: { projectId: project.id, modelId: 3, imageId, rank: 0, classId: 9 } })
    const page = await listGoldenImages(expert, { slug: project.slug, page: 1 })
    expect(page.progress).toEqual({ total: 2, done: 0 })
    expect(page.images.map(({ state }) => state)).toEqual(['added', 'open'])
    const task = await openGoldenImage(expert, { slug: project.slug, imageId })
    expect(task).toMatchObject({
      state: 'added',
      revision: 1,
      position: 1,
      nextImageId: ids[1],
      nextOpenImageId: ids[1],
    })
    expect(task.candidates.filter(({ answer }) => answer === null).map(({ classId }) => classId)).toEqual([9])
    expect(task.candidates.find(({ classId }) => classId === 1)?.answer).toBe('yes')
    const candidate = await prisma.candidate.findFirstOrThrow({
      where: { projectId: project.id, imageId, classId: 9 },
      include: { models: true },
    })
    expect(candidate).toMatchObject({ isOriginal: false, models: [{ modelId: 3 }] })
  })

  test('is refused to raters, and is not-found for experts of another project', async () => {
    await draw(1)
    const other = await makeGoldenProject()
    const stranger = await other.addExpert()
    const rater = await project.addRater()
    const imageId = (await goldenIds())[0]!
    for (const work of [
      () => openGoldenImage(stranger, { slug: project.slug, imageId }),
      () => listGoldenImages(stranger, { slug: project.slug, page: 1 }),
    ])
      expect(await errorCode(work())).toBe('not-found')
    expect(await errorCode(openGoldenImage(rater, { slug: project.slug, imageId }))).toBe('forbidden')
    expect(await errorCode(listGoldenImages(rater, { slug: project.slug, page: 1 }))).toBe('forbidden')
    const undrawn = [0, 1, 2, 3, 4, 5].find((id) => id !== imageId) as number
    const expert = await project.addExpert()
    expect(await errorCode(openGoldenImage(expert, { slug: project.slug, imageId: undrawn }))).toBe('not-found')
  })
})
