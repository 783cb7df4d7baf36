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
