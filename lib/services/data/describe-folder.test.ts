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
