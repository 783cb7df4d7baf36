import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { makeGoldenProject } from '@/lib/services/testing/golden-project'
import { errorCode, madeForEachTest } from '@/lib/services/testing/rating-project'
import {
  addGoldenClass,
  findGoldenClasses,
  openGoldenImage,
  readGoldenClass,
  submitGoldenAnswers,
} from './golden-image'

let imageId: number
const project = madeForEachTest(() => makeGoldenProject({ images: 2, drawn: 2 }))
const expert = madeForEachTest(() => project.addExpert())
beforeEach(async () => {
  imageId = (await prisma.goldenImage.findFirstOrThrow({ where: { projectId: project.id, position: 0 } })).imageId
})

const open = (actor: Actor = expert) => openGoldenImage(actor, { slug: project.slug, imageId })
const submit = (revision: number, answers: [number, 'no' | 'maybe' | 'yes'][], actor: Actor = expert) =>
  submitGoldenAnswers(actor, {
    slug: project.slug,
    imageId,
    revision,
    answers: answers.map(([classId, answer]) => ({ classId, answer })),
  })
const classes = [0, 1, 2, 3, 4, 5, 6, 7]
const allNoBut = (yes: number[]): [number, 'no' | 'yes'][] =>
  classes.map((classId) => [classId, yes.includes(classId) ? 'yes' : 'no'])
const stored = async () =>
  new Map(
    (
      await prisma.goldenAnswer.findMany({
        where: { projectId: project.id },
        include: { candidate: true, rater: true },
      })
    ).map((row) => [row.candidate.classId, row]),
  )

test("saves an expert's answer for every class, with its time", async () => {
  const { outcome, progress, nextOpenImageId } = await submit(0, allNoBut([0, 5]))
  expect(outcome).toBe('accepted')
  expect(progress).toEqual({ total: 2, done: 1 })
  expect(nextOpenImageId).not.toBe(imageId)
  const rows = await stored()
  expect(rows.size).toBe(8)
  expect([rows.get(0)?.answer, rows.get(1)?.answer, rows.get(5)?.answer]).toEqual([2, 0, 2])
  expect(rows.get(0)).toMatchObject({ source: 'expert', rater: { isExpert: true, kind: 'human' } })
  expect(rows.get(0)?.answeredAt).toBeInstanceOf(Date)
  expect((await open()).candidates.map(({ answer }) => answer)).not.toContain(null)
})

test('stores repeated answers once and refuses different ones for the same submission', async () => {
  const { outcome: _, ...first } = await submit(0, allNoBut([0]))
  expect(await submit(0, allNoBut([0]))).toEqual({ outcome: 'repeated', ...first })
  expect(await errorCode(submit(0, allNoBut([1])))).toBe('conflict')
  expect(await errorCode(submit(2, allNoBut([1])))).toBe('conflict')
  expect((await stored()).get(0)?.answer).toBe(2)
  expect(await prisma.goldenAnswerHistory.count({ where: { projectId: project.id } })).toBe(0)
})

test('moves changed answers to the history and raises the revision', async () => {
  await submit(0, allNoBut([0, 1]))
  const before = await stored()
  expect((await open()).revision).toBe(1)
  await submit(1, allNoBut([1, 2]))
  await submit(2, allNoBut([2]))
  const where = { projectId: project.id }
  const history = await prisma.goldenAnswerHistory.findMany({
    where,
    include: { candidate: true },
    orderBy: [{ revision: 'asc' }, { candidateId: 'asc' }],
  })
  expect(history.map(({ revision, answer, candidate }) => [revision, candidate.classId, answer])).toEqual([
    [0, 0, 2],
    [0, 2, 0],
    [1, 1, 2],
  ])
  expect(history[0]!.answeredAt).toEqual(before.get(0)?.answeredAt)
  const after = await stored()
  expect(after.get(3)?.answeredAt).toEqual(before.get(3)?.answeredAt)
  expect(await prisma.goldenVisit.findFirst({ where })).toMatchObject({ revision: 2 })
})

test('stores nothing again when answers arrive after the expert has answered anew', async () => {
  await submit(0, allNoBut([0, 1]))
  await submit(1, allNoBut([1, 2]))
  await submit(2, allNoBut([2]))
  for (const [revision, yes] of [
    [0, [0, 1]],
    [1, [1, 2]],
    [2, [2]],
  ] as const)
    expect((await submit(revision, allNoBut([...yes]))).outcome).toBe('repeated')
  expect(await errorCode(submit(1, allNoBut([5])))).toBe('conflict')
  expect(await prisma.goldenAnswerHistory.count({ where: { projectId: project.id } })).toBe(3)
  expect((await stored()).get(2)?.answer).toBe(2)
})

test('refuses answers of another expert in the same browser', async () => {
  const { raterId } = await open()
  const other = await project.addExpert()
  const answers = classes.map((classId) => ({ classId, answer: 'no' as const }))
  const send = (actor: Actor) =>
    submitGoldenAnswers(actor, { slug: project.slug, imageId, raterId, revision: 0, answers })
  expect(await errorCode(send(other))).toBe('unauthenticated')
  expect((await stored()).size).toBe(0)
  expect((await send(expert)).outcome).toBe('accepted')
})

test('requires one answer for every class that is asked and no other', async () => {
  expect(await errorCode(submit(0, allNoBut([0]).slice(1)))).toBe('conflict')
  expect(await errorCode(submit(0, [...allNoBut([0]), [11, 'yes']]))).toBe('invalid-input')
  expect(await errorCode(submit(0, [...allNoBut([0]), [3, 'yes']]))).toBe('invalid-input')
  expect((await stored()).size).toBe(0)
})

test('asks all experts about a class that one adds, without revealing it, including those who were done', async () => {
  const other = await project.addExpert()
  await submit(0, allNoBut([0]))
  const added = await addGoldenClass(other, { slug: project.slug, imageId, classId: 10 })
  expect(added.candidates).toHaveLength(9)
  const again = await addGoldenClass(other, { slug: project.slug, imageId, classId: 10 })
  expect(again.candidates).toHaveLength(9)
  const mine = await open()
  expect(mine).toMatchObject({ state: 'added', revision: 1 })
  expect(mine.candidates.filter(({ answer }) => answer === null).map(({ name }) => name)).toEqual(['class 10'])
  expect(JSON.stringify(mine)).not.toMatch(/added.?by|rater.?name/i)
  expect(await errorCode(submit(1, allNoBut([0])))).toBe('conflict')
  expect((await submit(1, [...allNoBut([0]), [10, 'yes']])).outcome).toBe('accepted')
  const candidate = await prisma.candidate.findFirstOrThrow({ where: { projectId: project.id, classId: 10 } })
  expect(candidate).toMatchObject({ imageId, isOriginal: false })
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'golden.add-class' } })).toBe(1)
})

test('adds only labelable classes to golden images', async () => {
  const add = (classId: number, id = imageId) => addGoldenClass(expert, { slug: project.slug, imageId: id, classId })
  expect(await errorCode(add(20))).toBe('invalid-input')
  expect(await errorCode(add(999))).toBe('not-found')
  expect(await errorCode(add(10, 99))).toBe('not-found')
  expect(await prisma.candidate.count({ where: { projectId: project.id } })).toBe(16)
})

test('finds classes by name, other name and position in the hierarchy', async () => {
  const { classes: found } = await findGoldenClasses(expert, { slug: project.slug, query: 'ALIAS 9' })
  expect(found).toMatchObject([{ name: 'class 9', isLabelable: true, childCount: 0 }])
  const { classes: top } = await findGoldenClasses(expert, { slug: project.slug, query: '' })
  expect(top[0]).toMatchObject({ name: 'root', isLabelable: false, childCount: 12 })
  const { children, parents } = await readGoldenClass(expert, { slug: project.slug, classId: top[0]!.classId })
  expect([children.length, parents.length]).toEqual([12, 0])
  expect((await readGoldenClass(expert, { slug: project.slug, classId: 3 })).parents).toMatchObject([{ name: 'root' }])
  expect(JSON.stringify(found)).not.toMatch(/secret/)
})

test('stores the complete answers of one of two tabs that submit concurrently', async () => {
  const outcomes = await Promise.all(
    [submit(0, allNoBut([1])), submit(0, allNoBut([2]))].map((work) => errorCode(work)),
  )
  expect(outcomes.sort()).toEqual(['conflict', 'no error'])
  const rows = await stored()
  expect([rows.get(1)?.answer, rows.get(2)?.answer].sort()).toEqual([0, 2])
})

test('refuses raters and experts of other projects', async () => {
  const rater = await project.addRater()
  const other = await makeGoldenProject({ images: 1 })
  const stranger = await other.addExpert()
  expect(await errorCode(submit(0, allNoBut([]), rater))).toBe('forbidden')
  expect(await errorCode(submit(0, allNoBut([]), stranger))).toBe('not-found')
  expect(await errorCode(addGoldenClass(stranger, { slug: project.slug, imageId, classId: 10 }))).toBe('not-found')
  expect(await errorCode(findGoldenClasses(rater, { slug: project.slug, query: 'class' }))).toBe('forbidden')
  expect(await errorCode(submit(0, allNoBut([]), { kind: 'operator' } as Actor))).toBe('forbidden')
})
