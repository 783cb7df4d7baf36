import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { describeFolder } from './describe-folder'

const scratch = scratchFolder()
const nothing = { imageCount: 0, classCount: 0, models: [] }

async function describeImages(...names: string[]) {
  const folder = await mkdtemp(scratch('images-'))
  for (const name of names) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true })
    await writeFile(path.join(folder, name), '')
  }
  return describeFolder(folder, nothing, { takesFolderClasses: true })
}

test('makes classes of folders on request, or says which folders that needs', async () => {
  const { plan, problems } = await describeImages('1/a.jpg', '2/b.jpg')
  expect(plan).toMatchObject({ classes: { from: 'folders' }, labels: { from: 'folders' } })
  expect(problems).toEqual([])
  const deeper = await describeImages('cat/sub 0/a.jpg', 'dog/sub 0/b.jpg')
  expect(deeper.problems).toEqual([expect.stringContaining('such as cat/1.jpg and dog/2.jpg')])
})

test('asks what to do with a model that the project has, unless it was said', async () => {
  const folder = await mkdtemp(scratch('models-'))
  await writeFile(path.join(folder, 'known.csv'), 'file,label,score\na.jpg,1,2\n')
  const known = { imageCount: 1, classCount: 1, models: [{ name: 'known', isScoredOnly: false }] }
  expect((await describeFolder(folder, known)).problems).toEqual([
    expect.stringContaining('already has a model “known”'),
  ])
  const { plan, problems } = await describeFolder(folder, known, { knownMode: 'add' })
  expect(plan.predictions).toMatchObject([{ model: 'known', mode: 'add' }])
  expect(problems).toEqual([])
})
