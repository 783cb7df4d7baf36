import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { folderTree } from './file-tree'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()

it('names files relative to their folder, in order, without system files', async () => {
  mkdirSync(scratch('one/b/c'), { recursive: true })
  mkdirSync(scratch('one/.git'))
  for (const name of ['b/c/3.png', 'a.png', '.DS_Store', 'b/Thumbs.db', '.git/config']) scratch(`one/${name}`, name)
  symlinkSync(scratch('one/a.png'), scratch('one/b/link.png'))
  const tree = folderTree(scratch('one'))
  const files = await tree.files()
  expect(files.map(({ name, byteSize }) => [name, byteSize])).toEqual([
    ['a.png', 5],
    ['b/c/3.png', 9],
    ['b/link.png', 5],
  ])
  expect((await files[1]!.read()).toString()).toBe('b/c/3.png')
  expect(await tree.find('b/c/3.png')).toMatchObject({ name: 'b/c/3.png' })
  expect(await tree.find('b')).toBeNull()
  expect(await tree.find('none.png')).toBeNull()
})

it('says which file name is not UTF-8', async () => {
  mkdirSync(scratch('latin'))
  writeFileSync(Buffer.concat([Buffer.from(`${scratch('latin')}/h`), Buffer.of(0xfc), Buffer.from('nd.png')]), 'x')
  await expect(folderTree(scratch('latin')).files()).rejects.toThrow('“h\uFFFDnd.png”: expected a file name in UTF-8')
})

it('follows no link to a folder, and reports a missing folder', async () => {
  mkdirSync(scratch('two'))
  symlinkSync(scratch('one'), scratch('two/link'))
  await expect(folderTree(scratch('two')).files()).rejects.toThrow(/“link”: expected only files and folders/)
  await expect(folderTree(scratch('three')).files()).rejects.toThrow(/three, the file: expected a readable/)
})
