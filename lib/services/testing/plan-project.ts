import type { PlanSettingsPatch } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import { operator, type Role } from '@/lib/domain/permissions'
import { changeDraft } from '@/lib/services/plan/change-draft'
import { addAccount } from './rating-project'
import { temporarySlug } from './remove-project'

/** Ids differ from indices, so that tests fail if one is used for the other. */
export const imageId = (position: number) => 10 + position
const classId = (index: number) => 100 + index
export const modelIds = { a: 3, b: 5, c: 7 }

/** [position of the image, class index, score], the most confident of an image first. */
type Said = [number, number, number][]

const saidBy: Record<'a' | 'b', Said> = {
  a: [
    [0, 0, 0.9],
    [0, 1, 0.1],
    [1, 2, 0.6],
    [1, 1, 0.3],
    [2, 2, 0.8],
    [2, 3, 0.1],
    [3, 4, 0.5],
    [3, 0, 0.2],
  ],
  b: [
    [0, 0, 9],
    [0, 2, 1],
    [1, 1, 5],
    [1, 3, 4],
    [2, 3, 6],
    [2, 2, 2],
  ],
}
const originals = [0, 1, 2, null]
/** [position of the image, class index, number of yes among three experts] */
const golden: [number, number, number][] = [
  [1, 0, 2],
  [1, 1, 3],
  [1, 2, 2],
  [1, 3, 1],
  [2, 2, 3],
  [2, 3, 2],
]

/**
 * Makes four images, five classes, two models. The fourth image has no original label and no prediction of the second
 * model. With 1.5 pairs per image, as image:class,
 *   a proposes 0:0, 1:1, 1:2, 2:2, 3:0, 3:4 and agrees with the original label on 0 and 2;
 *   b proposes 0:0, 0:2, 1:1, 1:3, 2:2, 2:3 and agrees on 0 and 1.
 */
export async function planProject() {
  const slug = temporarySlug()
  const { id } = await prisma.project.create({ data: { slug, name: slug, ratersPerTask: 2 } })
  await prisma.class.createMany({
    data: [
      ...[0, 1, 2, 3, 4].map((index) => ({ id: classId(index), classIndex: index, name: `class ${index}` })),
      ...[200, 201, 202].map((node) => ({ id: node, classIndex: null, name: `node ${node}` })),
    ].map((row) => ({ projectId: id, ...row, otherNames: [], path: [] })),
  })
  const edges = [
    ...[0, 1, 2].map((index) => ({ childId: classId(index), parentId: 201 })),
    ...[3, 4].map((index) => ({ childId: classId(index), parentId: 202 })),
    ...[201, 202].map((node) => ({ childId: node, parentId: 200 })),
  ]
  await prisma.classParent.createMany({
    data: edges.map((edge) => ({ projectId: id, ...edge })),
  })
  await prisma.image.createMany({
    data: originals.map((index, position) => ({
      ...{ projectId: id, id: imageId(position), position, fileName: `${position}.jpg` },
      originalClassId: index === null ? null : classId(index),
    })),
  })
  const addModel = async (name: 'a' | 'b' | 'c', scoreKind: 'probability' | 'logit', said: Said) => {
    const modelId = modelIds[name]
    await prisma.model.create({ data: { projectId: id, id: modelId, name, scoreKind } })
    const ranks = new Map<number, number>()
    await prisma.prediction.createMany({
      data: said.map(([position, index, score]) => {
        const rank = ranks.get(position) ?? 0
        ranks.set(position, rank + 1)
        return { projectId: id, modelId, imageId: imageId(position), rank, classId: classId(index), score }
      }),
    })
  }
  await addModel('a', 'probability', saidBy.a)
  await addModel('b', 'logit', saidBy.b)
  return {
    id,
    slug,
    addModel,
    /** Sets the draft's choices, with the budget assumed above. */
    choose: (changes: PlanSettingsPatch = {}) =>
      changeDraft(operator, { slug, changes: { rule: { budgetPerImage: 1.5 }, ...changes } }),
    /** Three experts on images 1 and 2: 1:0, 1:1, 1:2, 2:2 and 2:3 are true, 1:3 is false. No model proposes 1:0. */
    async addGolden(kind: 'human' | 'simulated' = 'human') {
      await prisma.rater.createMany({
        data: [1, 2, 3].map((rater) => ({ projectId: id, id: rater, kind, isExpert: true })),
      })
      await prisma.candidate.createMany({
        data: golden.map(([position, index], k) => ({
          ...{ projectId: id, id: 50 + k, position: 70 + k, imageId: imageId(position), classId: classId(index) },
          isOriginal: originals[position] === index,
        })),
      })
      await prisma.goldenAnswer.createMany({
        data: golden.flatMap(([, , yes], k) =>
          [1, 2, 3].map((raterId) => {
            const answer = raterId <= yes ? 2 : 1
            return { projectId: id, candidateId: 50 + k, raterId, source: 'expert' as const, answer }
          }),
        ),
      })
    },
    /** Lists what tasks ask, as image:class in the order of tasks and positions. */
    async asked(batchId?: number): Promise<string[]> {
      const tasks = await prisma.task.findMany({
        where: { projectId: id, ...(batchId !== undefined && { batchId }) },
        orderBy: { id: 'asc' },
        include: { candidates: { orderBy: { position: 'asc' }, include: { candidate: true } } },
      })
      return tasks.map((task) =>
        task.candidates
          .map(({ candidate }) => `${candidate.imageId - imageId(0)}:${candidate.classId - classId(0)}`)
          .join(' '),
      )
    },
    account: (role?: Role) => addAccount(id, role),
  }
}
export type PlanProject = Awaited<ReturnType<typeof planProject>>
