import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { editClass } from './edit-class'

const project = madeForEachTest(aggregatedProject)
const admin = madeForEachTest(() => project.account('admin'))

const labelable = () =>
  prisma.class.findMany({
    where: { projectId: project.id, classIndex: { not: null } },
    orderBy: { classIndex: 'asc' },
    take: 3,
  })
const wordingOf = ({ name, otherNames, gloss }: { name: string; otherNames: string[]; gloss: string | null }) => ({
  ...{ name, otherNames, gloss },
})

test('changes the wording of a class, keeps votes and runs, and records what it was', async () => {
  const [one] = await labelable()
  const scored = () => prisma.score.count({ where: { projectId: project.id } })
  const before = await scored()
  const wanted = { name: 'alley cat', otherNames: ['cat', 'house cat'], gloss: ' A domestic cat.\r\nNot a kitten. ' }
  await editClass(admin, { slug: project.slug, classId: one!.id, ...wanted })
  const [changed] = await labelable()
  const after = { ...wanted, gloss: 'A domestic cat.\nNot a kitten.' }
  expect(changed).toMatchObject(after)
  expect(await scored()).toBe(before)
  // The same once more changes nothing.
  await editClass(admin, { slug: project.slug, classId: one!.id, ...wanted })
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id, action: 'class.edit' } })
  expect(events.map(({ details }) => details)).toEqual([
    { classId: one!.id, index: one!.classIndex, before: wordingOf(one!), after },
  ])
})

test('renames the class in its path and in those of the classes below it, unless the path has another name', async () => {
  const [one, below, apart] = await labelable()
  const paths = { [one!.id]: ['animal', one!.name], [below!.id]: ['animal', one!.name, 'kitten'], [apart!.id]: ['dog'] }
  for (const [id, path] of Object.entries(paths))
    await prisma.class.update({ where: { projectId_id: { projectId: project.id, id: Number(id) } }, data: { path } })
  const edit = (classId: number, name: string) =>
    editClass(admin, { slug: project.slug, classId, name, otherNames: [], gloss: null })
  await edit(one!.id, 'alley cat')
  await edit(apart!.id, 'alley dog')
  expect((await labelable()).map(({ path }) => path)).toEqual([
    ['animal', 'alley cat'],
    ['animal', 'alley cat', 'kitten'],
    ['dog'],
  ])
})

test('refuses the name of another class, a wording that changed meanwhile, and everybody but admins', async () => {
  const [one, other] = await labelable()
  const edit = (given: object, actor = admin) =>
    editClass(actor, { slug: project.slug, classId: one!.id, ...wordingOf(one!), ...given })
  await expect(edit({ name: other!.name.toUpperCase() })).rejects.toMatchObject({
    code: 'conflict',
    fields: { name: `is the name of class ${other!.classIndex}` },
  })
  // Only another case of its own name.
  await edit({ name: one!.name.toUpperCase() })
  const stale = { basedOn: wordingOf(one!), name: 'alley cat' }
  await expect(edit(stale)).rejects.toMatchObject({ code: 'conflict' })
  for (const role of ['rater', 'expert'] as const)
    await expect(edit({ name: 'x' }, await project.account(role))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(editClass(admin, { slug: project.slug, classId: 999_999, ...wordingOf(one!) })).rejects.toMatchObject({
    code: 'not-found',
  })
})
