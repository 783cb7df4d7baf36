import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { countImages, findImagePage } from '@/lib/db/images/image-page-query'
import { type ImageFilter, type ImageOrder, imageAddress } from '@/lib/domain/images/image-filter'
import { operator } from '@/lib/domain/permissions'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { createProject } from '@/lib/services/projects/create-project'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { imageScope } from './image-scope'
import { listImages, readImageDetail } from './read-images'

const random = seededRandom(7)
const imageCount = 40
const classCount = 5
let slug: string
let projectId: number

/** The data of an image as created. Every filter is recomputed from it and from the votes, without the filters' SQL. */
interface Made {
  id: number
  position: number
  original: number | null
  proposed: number[]
  predicted: number
  flag: { kinds: string[]; comment: string | null } | null
  isGolden: boolean
  isAdjudicated: boolean
  raters: number[]
}
const made: Made[] = []
const labels = new Map<number, number[]>()
const scores = new Map<number, number[]>()
const disagreement = new Map<number, number>()
let threshold: number

beforeAll(async () => {
  ;({ slug } = await createProject(operator, { name: `Filters ${randomUUID().slice(0, 8)}`, description: '' }))
  projectId = (await prisma.project.findUniqueOrThrow({ where: { slug } })).id
  await prisma.class.createMany({
    data: Array.from({ length: classCount }, (_, k) => ({
      ...{ projectId, id: k + 1, classIndex: k, externalId: `n${k}`, name: `class ${k}`, otherNames: [], path: [] },
    })),
  })
  await prisma.rater.createMany({
    data: [1, 2, 3, 4, 5, 6].map((id) => ({ projectId, id, kind: 'human' as const, isExpert: id === 6 })),
  })
  await prisma.model.create({ data: { projectId, id: 1, name: 'net & co', scoreKind: null } })
  await prisma.batch.create({ data: { projectId, id: 1, name: 'All', state: 'open' } })
  // Image ids decrease while positions in the files increase.
  for (let position = 0; position < imageCount; position++) {
    const id = 1000 - position
    const isRated = position % 7 !== 6
    const proposed = isRated ? [0, 1, 2, 3, 4].filter(() => random() < 0.5) : []
    const raters = proposed.length > 0 ? [1, 2, 3, 4, 5].filter(() => random() < 0.8) : []
    made.push({
      ...{ id, position, proposed, raters, predicted: randomInt(random, classCount) },
      original: position % 9 === 8 ? null : randomInt(random, classCount),
      flag:
        position === 0 || random() < 0.3
          ? { kinds: random() < 0.5 ? ['broken'] : ['offensive', 'broken'], comment: random() < 0.5 ? 'words' : null }
          : null,
      isGolden: proposed.length > 0 && (position === 0 || random() < 0.3),
      isAdjudicated: proposed.length > 0 && (position === 0 || random() < 0.3),
    })
  }
  await prisma.image.createMany({
    data: made.map(({ id, position, original }) => ({
      ...{ projectId, id, position, fileName: `img_${position}.png` },
      originalClassId: original === null ? null : original + 1,
    })),
  })
  await prisma.prediction.createMany({
    data: made.map(({ id, predicted }) => ({ projectId, modelId: 1, imageId: id, rank: 0, classId: predicted + 1 })),
  })
  const candidates = made.flatMap(({ id, proposed, original }) =>
    proposed.map((k) => ({
      ...{ projectId, id: id * 10 + k, imageId: id, classId: k + 1, position: id * 10 + k, isOriginal: k === original },
    })),
  )
  await prisma.candidate.createMany({ data: candidates })
  let assignmentId = 0
  for (const { id, proposed, raters } of made.filter((image) => image.proposed.length > 0)) {
    await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched)
      VALUES (${projectId}, ${id}, 1, ${id}, 'rating', 5, true)`
    await prisma.taskCandidate.createMany({
      data: proposed.map((k, position) => ({ projectId, taskId: id, position, candidateId: id * 10 + k })),
    })
    for (const raterId of raters) {
      assignmentId++
      // Some submissions look imported, without an order.
      const submittedOrder = raterId === 1 ? null : assignmentId
      await prisma.assignment.create({
        data: {
          ...{ projectId, id: assignmentId, taskId: id, raterId, state: 'submitted', submittedOrder },
          ...{ submittedAt: new Date(), imageShownMs: submittedOrder && 1_000 },
        },
      })
      const of = { projectId, raterId, assignmentId, imageId: id }
      await prisma.shownCandidate.createMany({
        data: proposed.map((k) => ({ ...of, candidateId: id * 10 + k })),
      })
      await prisma.vote.createMany({
        data: proposed.map((k) => ({ ...of, candidateId: id * 10 + k, answer: randomInt(random, 3) })),
      })
    }
  }
  await prisma.imageFlag.createMany({
    data: made.flatMap(({ id, flag }) => (flag ? [{ projectId, imageId: id, raterId: 2, ...flag }] : [])),
  })
  await prisma.goldenAnswer.createMany({
    data: made.flatMap(({ id, isGolden, proposed }) =>
      isGolden
        ? [{ ...{ projectId, raterId: 6, source: 'expert' as const }, candidateId: id * 10 + proposed[0]!, answer: 2 }]
        : [],
    ),
  })
  await prisma.adjudication.createMany({
    data: made.flatMap(({ id, isAdjudicated, proposed }, k) =>
      proposed.length === 0
        ? []
        : [
            {
              ...{ projectId, id: k + 1, candidateId: id * 10 + proposed[0]!, raterId: 6, firstAnswer: 0, answer: 2 },
              ...{ reason: 'clear', origin: {}, isUndone: !isAdjudicated },
            },
          ],
    ),
  })
  await runAggregation(operator, { slug, projectRoot: process.cwd(), method: 'majority', parameters: {} })
  threshold = (await prisma.aggregationRun.findFirstOrThrow({ where: { projectId } })).threshold
  for (const { imageId, classId } of await prisma.runLabel.findMany({ where: { projectId } }))
    labels.set(imageId, [...(labels.get(imageId) ?? []), classId - 1])
  const imageOf = new Map(candidates.map(({ id, imageId }) => [id, imageId]))
  for (const { candidateId, score } of await prisma.score.findMany({ where: { projectId } })) {
    const image = imageOf.get(candidateId) ?? 0
    scores.set(image, [...(scores.get(image) ?? []), score])
  }
  const votes = await prisma.vote.findMany({ where: { projectId } })
  for (const [candidateId, image] of imageOf) {
    const said = votes.filter((vote) => vote.candidateId === candidateId)
    if (said.length === 0) continue
    const most = Math.max(...[0, 1, 2].map((answer) => said.filter((vote) => vote.answer === answer).length))
    disagreement.set(image, Math.max(disagreement.get(image) ?? 0, (said.length - most) / said.length))
  }
})

const labelsOf = ({ id }: Made) => labels.get(id) ?? []
const isRated = ({ raters }: Made) => raters.length > 0
const marginOf = (image: Made) =>
  isRated(image) ? Math.min(...(scores.get(image.id) ?? []).map((score) => Math.abs(score - threshold))) : Number.NaN
const isChanged = (image: Made) => image.original !== null && labelsOf(image).join() !== String(image.original)

const hasScore =
  (low: number, high: number) =>
  ({ id }: Made) =>
    (scores.get(id) ?? []).some((score) => score >= low && score <= high)

const recounts: Array<[Partial<ImageFilter>, (image: Made) => boolean]> = [
  [{ isChanged: true }, isChanged],
  [{ isChanged: false }, (image) => !isChanged(image)],
  [{ labels: '0' }, (image) => labelsOf(image).length === 0],
  [{ labels: '1' }, (image) => labelsOf(image).length === 1],
  [{ labels: '2+' }, (image) => labelsOf(image).length >= 2],
  [{ classIndex: 2 }, (image) => labelsOf(image).includes(2)],
  [{ classIndex: 2, classAs: 'original' }, (image) => image.original === 2],
  [{ classIndex: 2, classAs: 'proposed' }, (image) => image.proposed.includes(2)],
  [{ classIndex: 2, classAs: 'confirmed' }, (image) => image.original === 2 && labelsOf(image).includes(2)],
  [{ classIndex: 2, classAs: 'lost' }, (image) => image.original === 2 && !labelsOf(image).includes(2)],
  [{ classIndex: 2, classAs: 'gained' }, (image) => image.original !== 2 && labelsOf(image).includes(2)],
  [{ isRated: true }, isRated],
  [{ isRated: false }, (image) => !isRated(image)],
  [{ score: { low: 0.4, high: 0.6 } }, hasScore(0.4, 0.6)],
  // These bounds are not multiples of 0.05, while scores are both on and between such multiples.
  [{ score: { low: 0.23, high: 0.625 } }, hasScore(0.23, 0.625)],
  [{ disagreement: 0.4 }, (image) => (disagreement.get(image.id) ?? -1) >= 0.4],
  [{ disagreement: 0.6 }, (image) => (disagreement.get(image.id) ?? -1) >= 0.6],
  [{ margin: 0.1 }, (image) => marginOf(image) <= 0.1 + 1e-7],
  [{ rater: 1 }, (image) => image.raters.includes(1)],
  [{ rater: 3 }, (image) => image.raters.includes(3)],
  [{ rater: 99 }, () => false],
  [{ flag: 'any' }, (image) => image.flag !== null],
  [{ flag: 'offensive' }, (image) => image.flag?.kinds.includes('offensive') ?? false],
  [{ flag: 'comment' }, (image) => (image.flag?.comment ?? null) !== null],
  [{ isGolden: true }, (image) => image.isGolden],
  [{ isGolden: false }, (image) => !image.isGolden],
  [{ isAdjudicated: true }, (image) => image.isAdjudicated],
  [
    { model: 'net & co', isWrong: true },
    (image) => labelsOf(image).length > 0 && !labelsOf(image).includes(image.predicted),
  ],
  [{ model: 'net & co', isWrong: false }, (image) => labelsOf(image).includes(image.predicted)],
  [{ model: 'nobody', isWrong: true }, () => false],
  [{ name: 'IMG_3' }, (image) => `img_${image.position}.png`.includes('img_3')],
]

const sortKeys: Record<ImageOrder, (image: Made) => number> = {
  position: () => 0,
  disagreement: (image) => -(disagreement.get(image.id) ?? -1),
  threshold: (image) => (isRated(image) ? Math.fround(marginOf(image)) : 2),
}
const expected = (tests: Array<(image: Made) => boolean>, order: ImageOrder = 'position') =>
  made
    .filter((image) => tests.every((test) => test(image)))
    .sort((a, b) => Math.fround(sortKeys[order](a)) - Math.fround(sortKeys[order](b)) || a.position - b.position)
    .map((image) => image.id)

const shown = async (change: Partial<ImageFilter>) => {
  const page = await listImages(operator, { slug, filter: { ...imageAddress.initial, ...change }, pageSize: 100 })
  expect(page.total).toBe(page.images.length)
  return page.images.map((image) => image.id)
}

test('each filter finds the same images as a recount, and at least one', async () => {
  for (const [filter, test] of recounts) {
    const ids = expected([test])
    expect({ filter, ids: await shown(filter) }).toEqual({ filter, ids })
    const isMeantEmpty = filter.rater === 99 || filter.model === 'nobody'
    expect({ filter, isEmpty: ids.length === 0 || ids.length === imageCount }).toEqual({
      filter,
      isEmpty: isMeantEmpty,
    })
  }
})

test('any two filters combine, in every order', async () => {
  const orders: ImageOrder[] = ['position', 'disagreement', 'threshold']
  for (const [k, [first, one]] of recounts.entries())
    for (const [second, other] of recounts.slice(k + 1)) {
      if (Object.keys(first).some((key) => key in second)) continue
      const order = orders[randomInt(random, 3)]!
      const filter = { ...first, ...second, order }
      expect({ filter, ids: await shown(filter) }).toEqual({ filter, ids: expected([one, other], order) })
    }
})

test('pages of any filters add up to the list, and their total to its length, whether a name is rare or common', async () => {
  const orders: ImageOrder[] = ['position', 'disagreement', 'threshold']
  const names = ['img', '1', '2', 'G_3', '.PNG']
  for (let k = 0; k < 60; k++) {
    const name = names[randomInt(random, names.length)]!
    const [[first, one], [second, other]] = [0, 1].map(() => recounts[randomInt(random, recounts.length - 1)]!) as [
      (typeof recounts)[number],
      (typeof recounts)[number],
    ]
    if (Object.keys(first).some((key) => key in second)) continue
    const order = orders[randomInt(random, 3)]!
    const filter = { ...imageAddress.initial, ...first, ...second, name, order }
    const isNamed = ({ position }: Made) => `img_${position}.png`.includes(name.toLowerCase())
    const ids = expected([one, other, isNamed], order)
    const { scope } = await imageScope(projectId, filter, prisma)
    for (const named of [scope.named, null]) {
      const listed = { ...scope, named }
      expect({ filter, named, total: await countImages(listed) }).toEqual({ filter, named, total: ids.length })
      const pages = [1, 2, 3, 4, 5, 6, 7, 8].slice(0, Math.max(1, Math.ceil(ids.length / 5)))
      const found = await Promise.all(pages.map((page) => findImagePage(listed, { page, pageSize: 5 })))
      expect({ filter, named, ids: found.flatMap((page) => page.ids) }).toEqual({ filter, named, ids })
      expect(found.at(-1)).toMatchObject({ total: ids.length, page: pages.length })
    }
  }
})

test('orders continue across pages, and the open image has its neighbours and its position in the order', async () => {
  for (const order of ['disagreement', 'threshold'] as const) {
    const ids = expected([isRated], order)
    const filter = { ...imageAddress.initial, isRated: true, order }
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map((page) => listImages(operator, { slug, filter: { ...filter, page }, pageSize: 7 })),
    )
    expect(pages.flatMap((page) => page.images.map((image) => image.id))).toEqual(ids.slice(0, 35))
    for (const [index, imageId] of ids.entries())
      expect(await readImageDetail(operator, { slug, imageId, filter })).toMatchObject({
        ...{ position: index + 1, previousId: ids[index - 1] ?? null, nextId: ids[index + 1] ?? null },
      })
  }
})

test('ranges of scores find the same images in a run that is older than the stored score bins', async () => {
  const ranges = Array.from({ length: 25 }, () => {
    const [low, high] = [randomInt(random, 101) / 100, randomInt(random, 101) / 100].sort((a, b) => a - b)
    return { low: low!, high: high! }
  })
  const check = async () => {
    for (const score of ranges)
      expect({ score, ids: await shown({ score }) }).toEqual({
        score,
        ids: expected([hasScore(score.low, score.high)]),
      })
  }
  await check()
  // A migration leaves runs like this. Triggers prevent changes to the rows of a run otherwise.
  await prisma.$transaction([
    prisma.$executeRaw`SET LOCAL session_replication_role = replica`,
    prisma.$executeRaw`UPDATE run_image SET score_bins = NULL WHERE project_id = ${projectId}::int`,
  ])
  await check()
})

test('the counts next to the list match their filters', async () => {
  const { counts } = await listImages(operator, { slug, filter: imageAddress.initial, pageSize: 1 })
  expect(counts).toEqual({
    ...{ all: imageCount, hasDoubt: true },
    changed: expected([isChanged]).length,
    rated: expected([isRated]).length,
    withoutLabel: expected([(image) => labelsOf(image).length === 0]).length,
    withSeveral: expected([(image) => labelsOf(image).length >= 2]).length,
    disputed: (await shown({ disagreement: 0.4 })).length,
    near: (await shown({ margin: 0.1 })).length,
  })
})

test('the detail includes golden answers, current adjudications, models and flags', async () => {
  const [image] = made
  const detail = await readImageDetail(operator, { slug, imageId: image!.id, filter: imageAddress.initial })
  const of = detail.facts.find(({ candidateId }) => candidateId === image!.id * 10 + image!.proposed[0]!)
  expect(of).toMatchObject({
    truth: { holds: true, isConcluded: false },
    golden: [{ raterId: 6, isExpert: true, source: 'expert', answer: 'yes' }],
    adjudications: [{ raterId: 6, firstAnswer: 'no', answer: 'yes', reason: 'clear' }],
  })
  expect(detail.flags).toMatchObject([{ raterId: 2, kinds: image!.flag?.kinds, settledAt: null }])
  const predicted = detail.facts.filter(({ models }) => models.length > 0).map(({ candidateId }) => candidateId)
  expect(predicted).toEqual(image!.proposed.includes(image!.predicted) ? [image!.id * 10 + image!.predicted] : [])
})

test('the detail marks votes that are newer than the run', async () => {
  const image = made.find(({ raters }) => raters.length > 1)!
  const isAfterRun = async (raterId: number) => {
    const { facts } = await readImageDetail(operator, { slug, imageId: image.id, filter: imageAddress.initial })
    return facts.flatMap(({ votes }) => votes.filter((vote) => vote.raterId === raterId).map((vote) => vote.isAfterRun))
  }
  const [one, other] = image.raters
  await prisma.assignment.updateMany({
    where: { projectId, raterId: one!, task: { imageId: image.id } },
    data: { submittedAt: new Date(Date.now() + 60_000) },
  })
  expect(new Set(await isAfterRun(one!))).toEqual(new Set([true]))
  expect(new Set(await isAfterRun(other!))).toEqual(new Set([false]))
})
