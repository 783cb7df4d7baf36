import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { namedImages } from '@/lib/services/testing/remove-project'
import { importClasses, importLabels } from './import-parts'

const scratch = scratchFolder()
const project = madeForEachTest(() => namedImages(['a.jpg', 'b.jpg', 'sub/c.jpg']))
beforeEach(async () => {
  const path = scratch('classes.csv', 'names,id,index\ncat|tiger cat,c1,0\ndog,d1,3\nfox|tiger cat,f1,5\n')
  await importClasses(operator, { slug: project.slug, projectRoot: '.', source: { kind: 'file', path } })
})

const importText = (content: string | Buffer) =>
  importLabels(operator, { slug: project.slug, path: scratch('labels.txt', content) })
async function labels() {
  const images = await prisma.image.findMany({
    where: { projectId: project.id },
    orderBy: { position: 'asc' },
    include: { originalClass: true },
  })
  return images.map((image) => image.originalClass?.classIndex ?? null)
}

test.each([
  ['CSV by name, id and index', 'file,label\na.jpg,Dog\nb.jpg,c1\nsub/c.jpg,5\n'],
  ['CSV by index alone', 'image,class_index,note\na.jpg,3,\nb.jpg,0,\nsub/c.jpg,5,\n'],
  ['CSV by id alone', 'class_id,file\nd1,a.jpg\nc1,b.jpg\nf1,sub/c.jpg\n'],
  ['a table as spreadsheets write it', '\uFEFFFile Name;Class\r\na.jpg;Dog\r\nb.jpg;c1\r\nsub/c.jpg;5\r\n'],
  ['JSON Lines', '{"file":"a.jpg","label":3}\n{"file":"b.jpg","label":"cat"}\n{"image":"sub/c.jpg","label":"f1"}\n'],
  ['a JSON list of objects', '[{"file":"a.jpg","label":3},{"file":"b.jpg","label":0},{"file":"sub/c.jpg","label":5}]'],
  ['a JSON list by position', '[3, 0, 5]'],
])('reads %s', async (_, content) => {
  expect(await importText(content)).toEqual({ images: 3, changed: 3, withoutLabel: 0 })
  expect(await labels()).toEqual([3, 0, 5])
})

test('reads a folder per class and finds images by name with or without folders', async () => {
  const folder = dirname(scratch('dogs'))
  for (const file of ['dog/a.jpg', 'c1/b.jpg', '5/sub/c.jpg', '.DS_Store']) {
    await mkdir(dirname(`${folder}/by-class/${file}`), { recursive: true })
    await writeFile(`${folder}/by-class/${file}`, '')
  }
  const input = { slug: project.slug, path: `${folder}/by-class` }
  expect(await importLabels(operator, input)).toMatchObject({ images: 3, changed: 3 })
  expect(await labels()).toEqual([3, 0, 5])
  await mkdir(`${folder}/by-class/wolf`)
  await expect(importLabels(operator, input)).rejects.toThrow(
    /the folders: expected the index, id or name .+, found "wolf"\. /,
  )
  await writeFile(`${folder}/by-class/readme.txt`, '')
  await expect(importLabels(operator, input)).rejects.toThrow(/"readme.txt": expected only folders/)
})

test('finds an image in a folder by its base name if no other image has it', async () => {
  expect(await importText('file,label\nc.jpg,fox\n')).toMatchObject({ images: 1, changed: 1 })
  expect(await labels()).toEqual([null, null, 5])
  await expect(importText('file,label\nother/c.jpg,fox\n')).rejects.toThrow(/found "other\/c\.jpg"/)
  const doubled = await namedImages(['one/c.jpg', 'two/c.jpg'])
  const path = scratch('classes.csv', 'name\ncat\n')
  await importClasses(operator, { slug: doubled.slug, projectRoot: '.', source: { kind: 'file', path } })
  const file = scratch('labels.csv', 'file,label\nc.jpg,cat\n')
  await expect(importLabels(operator, { slug: doubled.slug, path: file })).rejects.toThrow(/found "c\.jpg"/)
})

test('keeps the labels of images that the file omits and counts changes', async () => {
  await importText('[3, null, 5]')
  expect(await labels()).toEqual([3, null, 5])
  expect(await importText('file,label\na.jpg,3\nsub/c.jpg,cat\n')).toEqual({ images: 2, changed: 1, withoutLabel: 1 })
  expect(await labels()).toEqual([3, null, 0])
  expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'project.import-labels' } })).toBe(2)
})

test('reports line, field and value of an error and changes nothing', async () => {
  await importText('[3, null, 5]')
  const wrong: [string | Buffer, RegExp][] = [
    ['file,label\na.jpg,0\nz.jpg,3\n', /line 3, field "file": expected the file name of .+, found "z\.jpg"\. Correct/],
    ['file,label\na.jpg,0\nb.jpg,wolf\n', /line 3, field "label": expected the index, id or name .+, found "wolf"\./],
    [
      'file,label\na.jpg,0\na.jpg,0\n',
      /line 3, field "file": expected every image once, found the same image as in line 2/,
    ],
    [
      'file,label\na.jpg,tiger_cat\n',
      /line 2, field "label": .+ which matches cat with index 0, fox with index 5\. Use/,
    ],
    ['file,label\na.jpg,\n', /line 2, field "label": expected .+, found ""/],
    ['file,class_index\na.jpg,d1\n', /line 2, field "class_index": expected the index .+, found d1/],
    ['file,klass\na.jpg,0\n', /line 1: expected a column "label", found only file, klass\./],
    ['file,label\n', /the file: expected at least one label, found none/],
    ['', /line 1: expected a header with the columns file, label, found an empty file/],
    [Buffer.from('file,label\ncaf\xe9.jpg,0\n', 'latin1'), /line 2: expected UTF-8 text/],
    ['[3, 0]', /the list: expected 3 elements, one for each image, found 2/],
    ['[3, 0, 4]', /element 2, field "label": expected the index of a class .+, found 4/],
    ['[3, 0, "3"]', /element 2, field "label": expected the index as a number, or .+, found "3"/],
    ['{"file":"a.jpg","label":0}\n{"file":"b.jpg"\n', /line 2: expected one JSON object, found invalid JSON/],
    ['{"file":"a.jpg","label":0}\n{"file":7,"label":0}\n', /line 2: expected an object with .+ found \{"file":7/],
    ['{"file":"a.jpg","label":0}\n{"file":"b.jpg","label":1.5}\n', /line 2, field "label": .+ found 1\.5/],
  ]
  for (const [content, words] of wrong) {
    const attempt = importText(content)
    await expect(attempt).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(attempt).rejects.toThrow(words)
  }
  expect(await labels()).toEqual([3, null, 5])
})

test('refuses to change the labels of images that raters were asked about, but accepts the same ones', async () => {
  const rating = await makeRatingProject({ tasks: 2 })
  const importInto = (content: string) =>
    importLabels(operator, { slug: rating.slug, path: scratch('labels.txt', content) })
  const same = 'file,label\nsecret-file-0.jpg,0\n'
  expect(await importInto(same)).toEqual({ images: 1, changed: 0, withoutLabel: 0 })
  const other = importInto(`${same}secret-file-1.jpg,1\n`)
  await expect(other).rejects.toMatchObject({ code: 'conflict' })
  await expect(other).rejects.toThrow('1 of these images already have candidates')
  await expect(other).rejects.toThrow('for example secret-file-1.jpg')
  await expect(
    importLabels(await rating.addMember('expert'), { slug: rating.slug, path: scratch('labels.txt', same) }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('names all unknown classes and images at once, with their lines and what they may mean', async () => {
  await expect(importText('file,label\na.jpg,Foxx\nb.jpg,dog\nsub/c.jpg,wolf\n')).rejects.toThrow(
    /line 2, field "label": expected the index, id or name of a class of the project, found 2 others: "Foxx" \(did you mean fox\?\) in line 2, "wolf" in line 4\. Correct/,
  )
  await expect(importText('file,label\nA.png,fox\nb.jpg,dog\nc/c.jpg,wolf\n')).rejects.toThrow(
    /line 2, field "file": .+, found 2 others: "A.png" \(did you mean a.jpg\?\) in line 2, "c\/c.jpg" \(did you mean sub\/c.jpg\?\) in line 4\. .+ Also line 4, field "label": .+ found "wolf"\. /,
  )
  expect(await labels()).toEqual([null, null, null])
})

test('requires images and classes', async () => {
  const empty = await namedImages([])
  const bare = await namedImages(['a.jpg'])
  const path = scratch('labels.txt', '[0]')
  await expect(importLabels(operator, { slug: empty.slug, path })).rejects.toThrow('no images yet')
  await expect(importLabels(operator, { slug: bare.slug, path })).rejects.toThrow('no classes yet')
})
