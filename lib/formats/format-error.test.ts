import { expect, test } from 'vitest'
import { openCocoAnswers } from './answers/coco-answers'
import { FormatError, NameProblems, shortJson } from './format-error'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()
const problem = (found: string, expected = 'a class') => ({ expected, found, fix: 'Fix it.' })

test('shows the beginning of a value', () => {
  expect(shortJson({ a: 'x'.repeat(100) })).toBe(`{"a":"${'x'.repeat(74)}`)
  expect(shortJson(undefined)).toBe('nothing')
})

test('shows no control characters and no two full stops', () => {
  const error = (found: string) => new FormatError('a.csv', 'line 1', problem(found)).message
  expect(error('a\0b\u001b[31m')).toBe('a.csv, line 1: expected a class, found a\uFFFDb\uFFFD[31m. Fix it.')
  expect(error('End of file.')).toContain('found End of file. Fix it.')
})

test('refuses a deeply nested value like any other wrong value', async () => {
  const deep = `{"images":[${'['.repeat(500_000)}${']'.repeat(500_000)}]}`
  const { answers } = await openCocoAnswers(scratch('deep.json', deep))
  const reading = async () => {
    for await (const _ of answers);
  }
  // Node 26 can serialize the value; older versions cannot.
  await expect(reading()).rejects.toThrow(
    /images, element 0: expected an id and a file_name, found (a value that cannot be shown|\[{80})\./,
  )
})

test('names ten of the names that are unknown and counts the others', () => {
  const problems = new NameProblems('labels.csv')
  problems.end()
  for (const k of [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...Array(2_000).keys()])
    problems.add(`line ${k + 2}`, 'label', problem(`"x${k}"`))
  const named = Array.from({ length: 10 }, (_, k) => `"x${k}" in line ${k + 2}`).join(', ')
  expect(() => problems.end()).toThrow(
    `labels.csv, line 2, field "label": expected a class, found 2,000 others: ${named} and 1,990 more. Fix it.`,
  )
})

test('reports unknown names of another kind as well', () => {
  const problems = new NameProblems('labels.csv')
  problems.add('line 2', 'file', problem('"x.jpg"', 'an image'))
  problems.add('line 2', 'label', problem('"wolf"'))
  problems.add('line 3', 'label', problem('"bear"'))
  expect(() => problems.end()).toThrow(
    'labels.csv, line 2, field "file": expected an image, found "x.jpg". Fix it. Also line 2, field "label": expected a class, found 2 others: "wolf" in line 2, "bear" in line 3. Fix it.',
  )
})

test('stops a large file after ten names or a number of lines', () => {
  const read = (isWrong: (line: number) => boolean) => {
    const problems = new NameProblems('labels.csv', 10)
    let line = 1
    const all = () => {
      for (; line < 100; line++) {
        if (isWrong(line)) problems.add(`line ${line}`, null, problem(`"${line}"`))
        problems.passLine()
      }
    }
    expect(all).toThrow('expected a class, found')
    return line
  }
  expect(read((line) => line > 2)).toBe(12)
  expect(read((line) => line === 50)).toBe(60)
})
