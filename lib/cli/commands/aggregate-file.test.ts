import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { aggregateFileCommand } from './aggregate-file'

const scratch = scratchFolder()
const votes = scratch('votes.csv', 'task,worker,label\na,1,x\na,2,x\na,3,y\nb,1,y\nb,2,x\n')
const truth = scratch('truth.csv', 'task,label\na,x\nb,y\nc,y\nd,x\n')

let printed = ''
beforeEach(() => {
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

const run = (...args: string[]) =>
  aggregateFileCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .parseAsync(args, { from: 'user' })

test('prints for people what was read, fitted and measured', async () => {
  const out = scratch('labels.csv')
  await run('--method', 'majority', '--votes', votes, '--truth', truth, '--out', out)
  expect(printed.split('\n')).toEqual([
    'majority: 5 votes of 3 workers on 2 tasks; labels x, y.',
    expect.stringMatching(
      /^0 iterations in [\d.]+ s, after [\d.]+ s of reading\. Converged: This method does not iterate\.$/,
    ),
    'No log-likelihood: this method has no model.',
    'Accuracy 0.5: 1 of 2 tasks with a known label; a tie goes to the first label.',
    'Ignored: 2 known labels of tasks without votes.',
    `Wrote ${out}.`,
    '',
  ])
})

test('prints one line of JSON for machines', async () => {
  const { argv } = process
  process.argv = [...argv, '--json']
  await run('--method', 'mace', '--seed', '7', '--votes', votes).finally(() => {
    process.argv = argv
  })
  expect(printed).toMatch(/^\{.*\}\n$/)
  expect(JSON.parse(printed)).toMatchObject({ method: 'mace', votes: 5, labels: ['x', 'y'], accuracy: null })
})

test('refuses an unknown method and an invalid seed, naming the option', async () => {
  await expect(run('--method', 'guess', '--votes', votes)).rejects.toThrow(/--method.*Allowed choices are .*majority/)
  await expect(run('--method', 'mace', '--seed', '-1', '--votes', votes)).rejects.toThrow(/--seed/)
  await expect(run('--method', 'mace')).rejects.toThrow(/--votes/)
  expect(printed).toBe('')
})
