import { beforeEach, describe, expect, test } from 'vitest'
import { suggestionsInput } from '@/lib/contracts/classes/suggestion'
import { prisma } from '@/lib/db/client'
import { lockProject } from '@/lib/db/session/transaction'
import type { SuggestionState } from '@/lib/domain/classes/suggestion'
import type { Actor } from '@/lib/domain/permissions'
import { withdrawUnanswered } from '@/lib/services/plan/change-batch-tasks'
import { updateProject } from '@/lib/services/projects/update-project'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { madeForEachTest, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import {
  askPendingSuggestions,
  askSuggestions,
  changeSuggestion,
  findSuggestibleClasses,
  listSuggestions,
  readOwnSuggestions,
  saveOwnSuggestions,
} from './suggestions'

const project = madeForEachTest(() => makeRatingProject({ tasks: 1, quota: 2 }))
const admin = madeForEachTest(() => project.addMember('admin'))
beforeEach(async () => {
  await prisma.$executeRaw`INSERT INTO class (project_id, id, class_index, external_id, name, other_names, gloss, path)
    VALUES (${project.id}, 50, 50, 'n02084071', 'dog', '{domestic dog,Canis familiaris}', 'a pet', '{}'),
      (${project.id}, 52, 52, 'n02121620', 'cat', '{}', 'another pet', '{}'),
      (${project.id}, 51, NULL, 'n00015388', 'animal', '{}', 'a living being', '{}')`
})

interface Holder {
  rater: Actor
  at: { slug: string; assignmentId: number }
}
async function raterWithTask(): Promise<Holder> {
  const rater = await project.addRater()
  const { task } = await leaseNextTask(rater, { slug: project.slug })
  if (!task) throw new Error('no task')
  return { rater, at: { slug: project.slug, assignmentId: task.assignmentId } }
}
const suggest = async ({ rater, at }: Holder, ...names: string[]) =>
  (await saveOwnSuggestions(rater, { ...at, ...suggestionsInput.parse({ names }) })).suggestions
const list = async (state: SuggestionState = 'open') =>
  (await listSuggestions(admin, { slug: project.slug, view: { state, page: 1 } })).suggestions
const ask = (suggestionIds: number[] | null = null) => askSuggestions(admin, { slug: project.slug, suggestionIds })
const change = (id: number, to: Parameters<typeof changeSuggestion>[1]['change'], actor = admin) =>
  changeSuggestion(actor, { slug: project.slug, suggestionId: id, change: to })
const submit = ({ rater, at }: Holder) => submitTask(rater, project.slug, at, ['no', 'no', 'no'])
const nextCandidates = async (rater: Actor) =>
  (await leaseNextTask(rater, { slug: project.slug })).task?.candidates.map(({ name }) => name)

describe("a rater's suggestion", () => {
  test('is a class if its name exists or else a text, is stored once, and can be taken back', async () => {
    const one = await raterWithTask()
    const said = [
      { name: 'dog', isClass: true },
      { name: 'Red kite', isClass: false },
    ]
    expect(await suggest(one, 'Dog', ' Red kite ', 'dog', 'RED KITE')).toEqual(said)
    await suggest(one)
    expect(await suggest(one, 'dog', 'Red kite')).toEqual(said)
    expect(await suggest(one, 'dog', 'Red kite')).toEqual(said)
    expect(await readOwnSuggestions(one.rater, one.at)).toEqual({ suggestions: said })
    expect(await prisma.suggestion.count({ where: { projectId: project.id } })).toBe(2)
    expect(await suggest(one, 'Red kite')).toEqual([said[1]])
    expect(await prisma.suggestion.count({ where: { projectId: project.id } })).toBe(1)
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('is shared by all who make it and stays when one takes it back', async () => {
    const [one, other] = [await raterWithTask(), await raterWithTask()]
    await suggest(one, 'dog', 'a kite')
    await suggest(other, 'dog', 'A Kite')
    expect((await list()).map(({ raterIds }) => raterIds.length)).toEqual([2, 2])
    await suggest(one)
    expect(await list()).toMatchObject([{ raterIds: [expect.any(Number)] }, { raterIds: [expect.any(Number)] }])
    expect(await readOwnSuggestions(other.rater, other.at)).toMatchObject({
      suggestions: [{ name: 'dog' }, { name: 'a kite' }],
    })
  })

  test('is refused if there are too many, too long, empty or not plain text, without changes', async () => {
    const one = await raterWithTask()
    await suggest(one, 'dog')
    const parse = (...names: string[]) => suggestionsInput.safeParse({ names }).success
    expect(parse('a', 'b', 'c', 'd', 'e', 'f')).toBe(false)
    expect([parse('  '), parse('a\u0000b'), parse('a\nb'), parse('\u202egod')]).toEqual([false, false, false, false])
    expect(suggestionsInput.parse({ names: ['Cafe\u0301'] })).toEqual({ names: ['Caf\u00e9'] })
    await expect(suggest(one, 'dog', 'x'.repeat(81))).rejects.toMatchObject({
      code: 'invalid-input',
      fields: { 'names.1': 'At most 80 characters.' },
    })
    expect(await suggest(one, 'dog', '🦊'.repeat(80))).toHaveLength(2)
  })

  test("requires one's own task, which may be submitted or a control task", async () => {
    const [one, other] = [await raterWithTask(), await raterWithTask()]
    const foreign = { rater: other.rater, at: one.at }
    await expect(suggest(foreign, 'dog')).rejects.toMatchObject({ code: 'not-found' })
    await expect(readOwnSuggestions(other.rater, one.at)).rejects.toMatchObject({ code: 'not-found' })
    await expect(findSuggestibleClasses(other.rater, { ...one.at, query: 'dog' })).rejects.toMatchObject({
      code: 'not-found',
    })
    const outsider: Actor = { kind: 'account', userId: '00000000-0000-4000-8000-000000000000', isOwner: false }
    await expect(suggest({ rater: outsider, at: one.at }, 'dog')).rejects.toMatchObject({ code: 'not-found' })
    await submit(one)
    const whenRated = await suggest(one, 'dog')
    await project.addControlTasks('training', 1)
    const image = await prisma.task.findFirstOrThrow({ where: { projectId: project.id, kind: 'training' } })
    const { raterId } = await prisma.assignment.findFirstOrThrow({
      where: { projectId: project.id, id: one.at.assignmentId },
    })
    const check = await prisma.assignment.create({
      data: { projectId: project.id, taskId: image.id, raterId, state: 'submitted', predatesShown: true },
    })
    expect(await suggest({ rater: one.rater, at: { ...one.at, assignmentId: check.id } }, 'dog')).toEqual(whenRated)
  })

  test('can be any labelable class found by name, other name or id', async () => {
    const { rater, at } = await raterWithTask()
    const find = async (query: string) => (await findSuggestibleClasses(rater, { ...at, query })).classes
    const words = { name: 'dog', otherNames: ['domestic dog', 'Canis familiaris'], gloss: 'a pet' }
    const dog = { ...words, lang: 'en', glossLang: 'en' }
    expect(await find('canis')).toEqual([dog])
    expect(await find('n02084071')).toEqual([dog])
    expect(await find('animal')).toEqual([])
    expect(await find('')).toEqual([])
  })

  test('are listed by where the text is: a whole name, words, the beginning of a word, or inside one', async () => {
    const { rater, at } = await raterWithTask()
    const names = ['hot dogma (new)', 'underdog', 'dogsled', 'sea lion', 'hot dog']
    const others = new Map([['sea lion', ['sea dog']]])
    await prisma.class.createMany({
      data: names.map((name, k) => ({
        ...{ projectId: project.id, id: 900 + k, classIndex: 900 + k, name, otherNames: others.get(name) ?? [] },
      })),
    })
    const find = async (query: string) =>
      (await findSuggestibleClasses(rater, { ...at, query })).classes.map(({ name }) => name)
    expect(await find('dog')).toEqual(['dog', 'sea lion', 'hot dog', 'dogsled', 'hot dogma (new)', 'underdog'])
    expect(await find('ma (')).toEqual(['hot dogma (new)'])
  })
})

describe('asking others about a suggested class', () => {
  test('asks as many raters as the project requires after review, but none who suggested it', async () => {
    const [one, other] = [await raterWithTask(), await raterWithTask()]
    await suggest(one, 'dog')
    await submit(one)
    await submit(other)
    expect(await askPendingSuggestions()).not.toContain(project.id)
    const asked = await ask()
    expect(asked).toMatchObject({ images: 1, tasks: 1, candidates: 1 })
    expect(await list('asked')).toMatchObject([{ className: 'dog', state: 'asked' }])
    const batch = await prisma.batch.findFirstOrThrow({ where: { projectId: project.id, id: asked.batchId } })
    expect(batch).toMatchObject({ name: 'Suggested by raters', state: 'open' })
    const task = await prisma.task.findFirstOrThrow({ where: { projectId: project.id, batchId: asked.batchId } })
    expect(task).toMatchObject({ kind: 'rating', quota: 2, isLaunched: true })
    expect(await nextCandidates(one.rater)).toBeUndefined()
    expect(await nextCandidates(other.rater)).toEqual(['dog'])
    await expect(ask()).rejects.toMatchObject({ code: 'conflict' })
  })

  test('does not ask a rater who suggests the class after others were asked', async () => {
    const [one, other] = [await raterWithTask(), await raterWithTask()]
    await suggest(one, 'dog')
    await ask()
    await suggest(other, 'dog')
    await submit(other)
    expect(await nextCandidates(other.rater)).toBeUndefined()
  })

  test('asks about one suggestion after tasks for others were withdrawn, and only its raters do not get it', async () => {
    const [one, other] = [await raterWithTask(), await raterWithTask()]
    await suggest(one, 'dog')
    await suggest(other, 'cat')
    await submit(one)
    await submit(other)
    const askOnly = async (name: string) =>
      ask((await list()).flatMap(({ id, className }) => (className === name ? [id] : [])))
    for (const name of ['dog', 'cat']) {
      // The second task has the number of the first.
      const { batchId } = await askOnly(name)
      await withdrawUnanswered(admin, { slug: project.slug, batchId })
    }
    const suggestions = await prisma.suggestion.findMany({ where: { projectId: project.id } })
    expect(suggestions.map(({ taskId }) => taskId)).toEqual([null, null])
    await askOnly('cat')
    expect(await nextCandidates(other.rater)).toBeUndefined()
    expect(await nextCandidates(one.rater)).toEqual(['cat'])
  })

  test('asks immediately and only once if the project is configured to', async () => {
    const one = await raterWithTask()
    await suggest(one, 'dog', 'a kite')
    await updateProject(admin, { slug: project.slug, changes: { asksSuggested: true } })
    expect(await askPendingSuggestions()).toContain(project.id)
    expect(await askPendingSuggestions()).not.toContain(project.id)
    expect(await list('asked')).toMatchObject([{ className: 'dog' }])
    expect(await list()).toMatchObject([{ text: 'a kite', className: null }])
    const [event] = await prisma.auditEvent.findMany({
      where: { projectId: project.id, action: 'suggestion.ask-at-once' },
    })
    expect(event).toMatchObject({ userId: null, details: { tasks: 1, candidates: 1 } })
  })

  test('leaves out a project that a long import has locked, and asks there later', async () => {
    await suggest(await raterWithTask(), 'dog')
    await updateProject(admin, { slug: project.slug, changes: { asksSuggested: true } })
    const whileLocked = await prisma.$transaction(async (tx) => {
      await lockProject(tx, project.id)
      return askPendingSuggestions()
    })
    expect(whileLocked).not.toContain(project.id)
    expect(await askPendingSuggestions()).toContain(project.id)
  })

  test('uses the open batch of suggestions, or a new one if it is closed', async () => {
    const one = await raterWithTask()
    await prisma.$executeRaw`INSERT INTO class (project_id, id, class_index, name, other_names, path)
      SELECT ${project.id}::int, i, i, 'thing ' || i, '{}', '{}' FROM generate_series(60, 61) i`
    await suggest(one, 'dog')
    const { batchId } = await ask()
    await suggest(one, 'dog', 'thing 60')
    expect(await ask()).toMatchObject({ batchId, candidates: 1 })
    await prisma.batch.updateMany({ where: { projectId: project.id }, data: { state: 'closed' } })
    await suggest(one, 'dog', 'thing 60', 'thing 61')
    expect((await ask()).batchId).toBe(batchId + 1)
  })

  test('skips classes that raters are already asked about and excluded images', async () => {
    const one = await raterWithTask()
    await suggest(one, 'class 1', 'dog')
    expect(await list('asked')).toMatchObject([{ className: 'class 1' }])
    await prisma.imageExclusion.create({ data: { projectId: project.id, imageId: 0, reason: 'blurred' } })
    await updateProject(admin, { slug: project.slug, changes: { asksSuggested: true } })
    expect(await askPendingSuggestions()).not.toContain(project.id)
    await expect(ask()).rejects.toMatchObject({ code: 'conflict' })
    expect(await list()).toMatchObject([{ className: 'dog', isExcluded: true }])
    await prisma.imageExclusion.deleteMany({ where: { projectId: project.id } })
    expect(await askPendingSuggestions()).toContain(project.id)
  })
})

describe('an admin', () => {
  test('dismisses a suggestion, which others may still make, and reopens it, until raters are asked', async () => {
    const [one, other] = [await raterWithTask(), await raterWithTask()]
    await suggest(one, 'dog')
    const { id } = (await list())[0]!
    await change(id, { isDismissed: true })
    await change(id, { isDismissed: true })
    await suggest(other, 'dog')
    expect([await list(), await list('dismissed')]).toMatchObject([[], [{ id, raterIds: [1, 2] }]])
    await expect(ask([id])).rejects.toMatchObject({ code: 'conflict' })
    await change(id, { isDismissed: false })
    expect(await list()).toMatchObject([{ id }])
    await ask([id])
    await expect(change(id, { isDismissed: true })).rejects.toMatchObject({ code: 'conflict' })
    expect(await list('asked')).toMatchObject([{ id }])
    const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    expect(events.map(({ action }) => action)).toEqual(['suggestion.dismiss', 'suggestion.reopen', 'suggestion.ask'])
  })

  test('maps a text to a class, which others are then asked about', async () => {
    const one = await raterWithTask()
    await suggest(one, 'pooch')
    const { id } = (await list())[0]!
    await expect(change(id, { classIndex: 999 })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(ask([id])).rejects.toMatchObject({ code: 'conflict' })
    await change(id, { classIndex: 50 })
    expect(await list()).toMatchObject([{ text: 'pooch', className: 'dog' }])
    await change(id, { classIndex: null })
    expect(await list()).toMatchObject([{ text: 'pooch', className: null }])
    await change(id, { classIndex: 50 })
    await submit(one)
    await ask([id])
    expect(await nextCandidates(one.rater)).toBeUndefined()
    await expect(change(id, { classIndex: 1 })).rejects.toMatchObject({ code: 'conflict' })
    expect(await readOwnSuggestions(one.rater, one.at)).toEqual({ suggestions: [{ name: 'pooch', isClass: false }] })
  })

  test('sees how many images have open suggestions outside the class list', async () => {
    const outside = async () =>
      (await listSuggestions(admin, { slug: project.slug, view: { state: 'open', page: 1 } })).outsideList
    const one = await raterWithTask()
    expect(await outside()).toEqual({ images: 0, of: 1 })
    await suggest(one, 'dog')
    expect(await outside()).toEqual({ images: 0, of: 1 })
    await suggest(one, 'dog', 'a kite', 'a string')
    expect(await outside()).toEqual({ images: 1, of: 1 })
    const [kite, string] = (await list()).filter(({ text }) => text !== null)
    await change(kite!.id, { classIndex: 50 })
    expect(await outside()).toEqual({ images: 1, of: 1 })
    await change(string!.id, { isDismissed: true })
    expect(await outside()).toEqual({ images: 0, of: 1 })
    await change(string!.id, { isDismissed: false })
    expect(await outside()).toEqual({ images: 1, of: 1 })
    // Suggestions of excluded raters alone do not count.
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { isExcluded: true } })
    expect(await outside()).toEqual({ images: 0, of: 1 })
    await prisma.rater.updateMany({ where: { projectId: project.id }, data: { isExcluded: false } })
    await prisma.$executeRaw`INSERT INTO image_exclusion (project_id, image_id, reason)
      SELECT project_id, id, 'broken' FROM image WHERE project_id = ${project.id}::int`
    expect(await outside()).toEqual({ images: 0, of: 0 })
  })

  test('is required to see, ask about and change suggestions', async () => {
    const one = await raterWithTask()
    await suggest(one, 'dog')
    const { id } = (await list())[0]!
    for (const actor of [one.rater, await project.addMember('expert')]) {
      const forbidden = { code: 'forbidden' }
      await expect(change(id, { isDismissed: true }, actor)).rejects.toMatchObject(forbidden)
      await expect(askSuggestions(actor, { slug: project.slug, suggestionIds: null })).rejects.toMatchObject(forbidden)
      const view = { state: 'open', page: 1 } as const
      await expect(listSuggestions(actor, { slug: project.slug, view })).rejects.toMatchObject(forbidden)
    }
    await expect(change(id + 1, { isDismissed: true })).rejects.toMatchObject({ code: 'not-found' })
  })
})
