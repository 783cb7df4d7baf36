import { expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { readModelTable } from './model-table'

const scratch = scratchFolder()
const read = (text: string) => readModelTable(scratch('models.csv', text))

test('gives each model with its file', async () => {
  expect(await read('name,file\na b,one.json\nc,two/c.csv\n')).toEqual([
    { line: 2, name: 'a b', file: 'one.json' },
    { line: 3, name: 'c', file: 'two/c.csv' },
  ])
  expect(await read('parameters,model,top1\n3,a,x.json\n')).toEqual([{ line: 2, name: 'a', file: 'x.json' }])
})

test('is null for predictions themselves, and for other file types', async () => {
  expect(await read('file,label\na.jpg,3\n')).toBeNull()
  expect(await read('[1,2,3]')).toBeNull()
})

test('names the line and field of an error', async () => {
  await expect(read('name,file\n,one.json\n')).rejects.toThrow(/models\.csv.*line 2.*"name"/s)
  await expect(read('name,file\na,\n')).rejects.toThrow(/line 2.*"file"/s)
  await expect(read('name,file\na,x\na,y\n')).rejects.toThrow(/line 3.*line 2/s)
})
