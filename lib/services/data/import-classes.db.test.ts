import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { namedImages } from '@/lib/services/testing/remove-project'
import { importClasses, importLabels } from './import-parts'

const scratch = scratchFolder()
const projectRoot = process.cwd()
const project = madeForEachTest(() => namedImages(['a.jpg', 'b.jpg']))

const importFile = (content: string) =>
  importClasses(operator, {
    slug: project.slug,
    projectRoot,
    source: { kind: 'file', path: scratch('classes.txt', content) },
  })
const builtIn = { kind: 'imagenet-1k' } as const
const classes = () => prisma.class.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })

const small = `names,id,gloss,links,parents,examples,labelable
crane|wading bird,a1,a bird,https://example.org/x|https://de.wikipedia.org/wiki/Kraniche,bird,b1.jpg|b2.jpg,
crane,m1,"lifts ""heavy"" things",,,,
bird,a2,,,,,false
`

test('writes names, hierarchy, links and examples from a file and shows the first Wikipedia link', async () => {
  const steps: [string, number, number][] = []
  const path = scratch('small.csv', small)
  const made = await importClasses(
    operator,
    { slug: project.slug, projectRoot, source: { kind: 'file', path } },
    { onProgress: (...step) => steps.push(step) },
  )
  const counts = { classes: 2, innerNodes: 1, parents: 1, links: 2, examples: 2 }
  const renamed = { count: 2, name: 'crane', newName: 'crane (wading bird)' }
  expect(made).toEqual({ ...counts, renamed, isReplaced: false })
  expect(steps.at(-1)).toEqual(['Writing classes', 3, 3])
  expect(await classes()).toEqual([
    {
      projectId: project.id,
      id: 0,
      classIndex: 0,
      externalId: 'a1',
      name: 'crane (wading bird)',
      otherNames: ['wading bird'],
      gloss: 'a bird',
      wikipediaUrl: 'https://de.wikipedia.org/wiki/Kraniche',
      path: ['bird', 'crane'],
      links: ['https://example.org/x', 'https://de.wikipedia.org/wiki/Kraniche'],
      note: null,
    },
    expect.objectContaining({ id: 1, classIndex: 1, name: 'crane (lifts "heavy" things)', path: [], links: [] }),
    expect.objectContaining({ id: 2, classIndex: null, name: 'bird', path: ['bird'] }),
  ])
  expect(await prisma.classParent.findMany({ where: { projectId: project.id } })).toEqual([
    { projectId: project.id, childId: 0, parentId: 2 },
  ])
  const examples = await prisma.classExample.findMany({
    where: { projectId: project.id },
    orderBy: { position: 'asc' },
  })
  expect(examples.map((one) => [one.classId, one.fileName, one.contentHash])).toEqual([
    [0, 'b1.jpg', null],
    [0, 'b2.jpg', null],
  ])
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'project.import-classes' } })).toBe(1)
})

test('finds a class by its first name if it has a display name', async () => {
  await importFile('names,display_name\nn_tabby|tabby cat,Tabby\ntabby cat|Katze,tabby cat\n')
  expect((await classes()).map(({ name, otherNames }) => [name, ...otherNames])).toEqual([
    ['Tabby', 'n_tabby', 'tabby cat'],
    ['tabby cat', 'Katze'],
  ])
  const path = scratch('labels.csv', 'file,label\na.jpg,n_tabby\nb.jpg,tabby cat\n')
  await importLabels(operator, { slug: project.slug, path })
  const images = await prisma.image.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(images.map(({ originalClassId }) => originalClassId)).toEqual([0, 1])
})

test("links an example to the project's picture of the same name", async () => {
  const hash = 'ab'.repeat(32)
  await prisma.image.update({
    where: { projectId_id: { projectId: project.id, id: 0 } },
    data: { contentHash: hash, fileName: 'b2.jpg' },
  })
  await importFile(small)
  const examples = await prisma.classExample.findMany({
    where: { projectId: project.id },
    orderBy: { position: 'asc' },
  })
  expect(examples.map((one) => [one.fileName, one.contentHash])).toEqual([
    ['b1.jpg', null],
    ['b2.jpg', hash],
  ])
})

test('replaces unused classes with the ImageNet classes in their order', async () => {
  await importFile(small)
  const made = await importClasses(operator, { slug: project.slug, projectRoot, source: builtIn })
  const counts = { classes: 1_000, innerNodes: 860, parents: 1_937, links: 0, examples: 0 }
  expect(made).toEqual({ ...counts, renamed: null, isReplaced: true })
  const rows = await classes()
  expect(rows).toHaveLength(1_860)
  expect(rows[134]).toMatchObject({ classIndex: 134, externalId: 'n02012849', path: expect.arrayContaining(['crane']) })
  expect(rows[134]!.name).not.toBe(rows[517]!.name)
  expect(await prisma.classExample.count({ where: { projectId: project.id } })).toBe(0)
})

test('keeps the existing classes if the file is invalid', async () => {
  await importFile(small)
  const before = await classes()
  await expect(importFile('name,parents\na,b\nb,a\n')).rejects.toThrow('found a → b → a')
  await expect(importFile('')).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await classes()).toEqual(before)
})

test('refuses to remove classes that are in use', async () => {
  await importFile(small)
  await importLabels(operator, { slug: project.slug, path: scratch('labels.csv', 'file,label\na.jpg,m1\n') })
  const before = await classes()
  const again = importFile(small)
  await expect(again).rejects.toMatchObject({ code: 'conflict' })
  await expect(again).rejects.toThrow('The project has 3 classes, and 1 original labels refer to them.')
  expect(await classes()).toEqual(before)
  const rating = await makeRatingProject({ tasks: 1 })
  const path = scratch('small.csv', small)
  const source = { kind: 'file', path } as const
  await expect(importClasses(operator, { slug: rating.slug, projectRoot, source })).rejects.toThrow('3 candidates')
  const expert = await rating.addMember('expert')
  await expect(importClasses(expert, { slug: rating.slug, projectRoot, source })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const stranger = await rating.addMember('admin')
  await expect(importClasses(stranger, { slug: project.slug, projectRoot, source })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('writes nothing if the import is stopped or beforeCommit fails', async () => {
  const stop = new AbortController()
  const input = { slug: project.slug, projectRoot, source: builtIn }
  const onProgress = () => stop.abort(new Error('stopped by the test'))
  await expect(importClasses(operator, input, { onProgress, signal: stop.signal })).rejects.toThrow('stopped by')
  const beforeCommit = () => Promise.reject(new Error('no job'))
  await expect(importClasses(operator, input, { beforeCommit })).rejects.toThrow('no job')
  expect(await classes()).toEqual([])
})
