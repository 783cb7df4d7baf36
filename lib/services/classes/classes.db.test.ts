import { describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { ClassPairDecision } from '@/lib/domain/classes/class-pair'
import type { Actor } from '@/lib/domain/permissions'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { errorCode, madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { readDocument } from '@/lib/services/texts/documents'
import { classRelations } from './class-relations'
import { decideClassPair } from './decide-class-pair'

const project = madeForEachTest(() => makeRatingProject({ tasks: 1, candidates: 5 }))
const admin = madeForEachTest(() => project.addMember('admin'))

const decide = (first: number, second: number, decision: ClassPairDecision | null, note = '', actor: Actor = admin) =>
  decideClassPair(actor, { slug: project.slug, first, second, decision, note })

describe('a decision about two classes', () => {
  test('can be seen from either class, changed and removed, and records who did it', async () => {
    expect((await decide(3, 1, 'contains', '  Any dog.\r\n')).decided).toMatchObject({
      decision: 'contains',
      note: 'Any dog.',
      author: 'Test',
    })
    expect((await classRelations(project.id)).implied).toEqual([{ kind: 'contains', first: 3, second: 1 }])
    expect((await decide(1, 3, 'contained', 'Any dog.')).decided).toMatchObject({ decision: 'contained' })
    await decide(1, 3, 'same')
    expect((await decide(3, 1, null)).decided).toBeNull()
    expect((await classRelations(project.id)).implied).toEqual([])
    const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    expect(events.map(({ action, details }) => [action, details])).toMatchObject([
      ['class-pair.decide', { before: null, after: { decision: 'contained', note: 'Any dog.' } }],
      ['class-pair.decide', { before: { decision: 'contained' }, after: { decision: 'same', note: '' } }],
      ['class-pair.decide', { before: { decision: 'same' }, after: null }],
    ])
  })

  test('changes the hash of implied labels only if it affects them, and no hash for a note', async () => {
    const none = await classRelations(project.id)
    await decide(0, 1, 'apart')
    const apart = await classRelations(project.id)
    expect(apart).toMatchObject({ implied: [], apart: [[0, 1]], impliedHash: none.impliedHash })
    expect(apart.hash).not.toBe(none.hash)
    await decide(2, 3, 'same', 'a note')
    const same = await classRelations(project.id)
    expect(same.impliedHash).not.toBe(none.impliedHash)
    await decide(2, 3, 'same', 'another note')
    expect(await classRelations(project.id)).toEqual(same)
  })

  test('refuses to distinguish classes of which one implies the other, in any order of decisions', async () => {
    await decide(0, 1, 'same')
    await decide(2, 1, 'contains')
    await expect(decide(2, 0, 'apart')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('“class 0” and “class 2”'),
    })
    await decide(3, 4, 'apart')
    await decide(0, 3, 'same')
    expect(await errorCode(decide(4, 0, 'contains'))).toBe('conflict')
    expect((await classRelations(project.id)).implied).toHaveLength(3)
    expect(await prisma.classPair.count({ where: { projectId: project.id } })).toBe(4)
  })

  test('requires two different classes of the project and an admin', async () => {
    expect(await errorCode(decide(1, 1, 'same'))).toBe('invalid-input')
    expect(await errorCode(decide(1, 99, 'same'))).toBe('not-found')
    for (const role of ['expert', 'rater'] as const)
      expect(await errorCode(decide(1, 2, 'same', '', await project.addMember(role)))).toBe('forbidden')
    const other = await makeRatingProject({ tasks: 1 })
    expect(await errorCode(decide(1, 2, 'same', '', await other.addMember('admin')))).toBe('not-found')
  })
})

describe('what raters see of a decision', () => {
  test('appears in the task with both classes', async () => {
    await decide(0, 1, 'same')
    await decide(2, 1, 'contains', 'Any dog.')
    const { task } = await leaseNextTask(await project.addRater(), { slug: project.slug })
    const pairsOfName = Object.fromEntries(task?.candidates.map(({ name, pairs }) => [name, pairs]) ?? [])
    expect(pairsOfName).toEqual({
      'class 0': [{ kind: 'same', name: 'class 1', note: '', lang: 'en' }],
      'class 1': [
        { kind: 'same', name: 'class 0', note: '', lang: 'en' },
        { kind: 'contained', name: 'class 2', note: 'Any dog.', lang: 'en' },
      ],
      'class 2': [{ kind: 'contains', name: 'class 1', note: 'Any dog.', lang: 'en' }],
      'class 3': [],
      'class 4': [],
    })
  })

  test('appears with the guidelines and no other text', async () => {
    await decide(3, 0, 'apart', 'Look at the ears.')
    const rater = await project.addRater()
    const read = (kind: 'guidelines' | 'consent') => readDocument(rater, { slug: project.slug, kind })
    expect((await read('guidelines')).classPairs).toEqual([
      { kind: 'apart', first: 'class 0', second: 'class 3', note: 'Look at the ears.', noteLang: 'en' },
    ])
    expect((await read('consent')).classPairs).toEqual([])
  })
})
