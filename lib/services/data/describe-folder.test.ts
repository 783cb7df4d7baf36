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

test('says that nothing in a folder can be imported, and which files were ignored', async () => {
  const { problems } = await describeFolder(await mkdtemp(scratch('empty-')), nothing)
  expect(problems).toEqual(['Nothing to import was found in the folder: it has no files.'])
  const folder = await mkdtemp(scratch('others-'))
  await writeFile(path.join(folder, 'a.heic'), 'x')
  expect((await describeFolder(folder, nothing)).problems).toEqual([
    'Nothing to import was found in the folder, only other files, such as a.heic. Images must be JPEG, PNG, WebP, AVIF or GIF.',
  ])
})

test('refuses a file instead of a folder, and file names that are not UTF-8', async () => {
  await expect(describeFolder(scratch('file.txt', 'x'), nothing)).rejects.toThrow(
    'expected a readable folder, found a file.',
  )
  const folder = await mkdtemp(scratch('latin-'))
  await writeFile(Buffer.concat([Buffer.from(`${folder}/h`), Buffer.of(0xfc), Buffer.from('nd.jpg')]), 'x')
  await expect(describeFolder(folder, nothing)).rejects.toThrow('“h\uFFFDnd.jpg”: expected a file name in UTF-8')
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
