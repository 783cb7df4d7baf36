import { expect, test } from 'vitest'
import { readCandidateList } from './candidate-list'
import { ClassLookup } from './name-lookup'
import { releaseFileBytes, smallRelease } from './testing/release-in-memory'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()

test('reads the candidates.csv of a release', async () => {
  const { classes, images, candidates, ...release } = smallRelease()
  const path = scratch(
    'candidates.csv',
    await releaseFileBytes({ ...release, classes, images, candidates }, 'candidates-csv'),
  )
  const scope = {
    positionOf: new Map(images.map(({ fileName }, position) => [fileName, position])),
    // Class names of a project differ from those of the file.
    classes: new ClassLookup(classes.map((one) => ({ ...one, name: `${one.name} (${one.index})` }))),
  }
  const read: [number, number][] = []
  for await (const { image, label } of readCandidateList(path, scope)) read.push([image, label])
  expect(read).toEqual(candidates.map(({ image, classIndex }) => [image, classIndex]))
})

test('tells a file without candidates from an empty one', async () => {
  const scope = { positionOf: new Map<string, number>(), classes: new ClassLookup([]) }
  const read = async (content: string) => {
    for await (const _ of readCandidateList(scratch('list.csv', content), scope));
  }
  await expect(read('')).rejects.toThrow('found an empty file')
  await expect(read('image,class\n')).rejects.toThrow(
    'the file: expected at least one candidate, found none. Add a line',
  )
})

test('names all images and classes that are unknown', async () => {
  const scope = {
    positionOf: new Map([['a.jpg', 0]]),
    classes: new ClassLookup([{ index: 0, externalId: null, name: 'cat', otherNames: [], path: [] }]),
  }
  const read = async () => {
    const path = scratch('list.csv', 'image,class\nA.JPG,cat\na.jpg,catt\nz.jpg,cat\n')
    for await (const _ of readCandidateList(path, scope));
  }
  await expect(read()).rejects.toThrow(
    /line 2, field "image": expected .+, found 2 others: "A.JPG" \(did you mean a.jpg\?\) in line 2, "z.jpg" in line 4\. .+ Also line 3, field "class": .+ "catt" \(did you mean cat\?\)\. /,
  )
})
