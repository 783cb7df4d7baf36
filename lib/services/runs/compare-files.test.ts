import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { compareFiles } from './compare-files'

const scratch = scratchFolder()

it('reports the accuracy of every method on every set, and names folders that are not sets', async () => {
  const folder = scratch('sets')
  const votes = ['task,worker,label']
  for (const task of [1, 2, 3, 4]) for (const worker of ['a', 'b', 'c']) votes.push(`${task},${worker},${task % 2}`)
  for (const name of ['one', 'two', 'without-truth']) {
    await mkdir(path.join(folder, name), { recursive: true })
    await writeFile(path.join(folder, name, 'votes.csv'), votes.join('\n'))
  }
  await writeFile(path.join(folder, 'one', 'truth.csv'), 'task,label\n1,1\n2,0\n3,1\n4,0\n')
  await writeFile(path.join(folder, 'two', 'truth.csv'), 'task,label\n1,0\n2,0\n3,1\n4,0\n')
  const { methods, sets, skipped } = await compareFiles(folder)
  expect(skipped).toEqual(['without-truth'])
  expect(methods).toEqual(expect.arrayContaining(['majority', 'wawa', 'dawid-skene', 'glad', 'mace', 'ebcc']))
  expect(methods).not.toContain('semi-supervised')
  expect(sets.map(({ name, tasks, workers, votes: count }) => ({ name, tasks, workers, count }))).toEqual([
    { name: 'one', tasks: 4, workers: 3, count: 12 },
    { name: 'two', tasks: 4, workers: 3, count: 12 },
  ])
  expect(sets[0]!.accuracy).toEqual(methods.map(() => 1))
  expect(sets[1]!.accuracy).toEqual(methods.map(() => 0.75))
})

it('throws an error if there are no sets', async () => {
  const folder = scratch('empty')
  await mkdir(folder)
  await expect(compareFiles(folder)).rejects.toThrow(`${folder} contains no folder with votes.csv and truth.csv.`)
  await expect(compareFiles(`${folder}/none`)).rejects.toThrow(`The folder ${folder}/none does not exist.`)
})
