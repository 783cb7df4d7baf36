import { expect, test } from 'vitest'
import { openCocoAnswers } from './answers/coco-answers'
import { LabelProblems, shortJson } from './format-error'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()

test('shows the beginning of a value', () => {
  expect(shortJson({ a: 'x'.repeat(100) })).toBe(`{"a":"${'x'.repeat(74)}`)
  expect(shortJson(undefined)).toBe('nothing')
})

test('refuses a deeply nested value like any other wrong value', async () => {
  const deep = `{"images":[${'['.repeat(500_000)}${']'.repeat(500_000)}]}`
  const { answers } = await openCocoAnswers(scratch('deep.json', deep))
  const reading = async () => {
    for await (const _ of answers);
  }
  await expect(reading()).rejects.toThrow(
    'images, element 0: expected an id and a file_name, found a value that cannot be shown',
  )
})

test('names five labels that are not classes and counts the others', () => {
  const problems = new LabelProblems('labels.csv')
  problems.end()
  const add = (k: number) =>
    problems.add(`line ${k + 2}`, 'label', { expected: 'a class', found: `"x${k}"`, fix: 'Fix it.' })
  for (const k of [0, 0, 1, 2, 3, 4, 5, 6]) add(k)
  problems.add('line 20', 'label', { expected: 'one class', found: '"crane"', fix: 'Fix it.' })
  expect(() => problems.end()).toThrow(
    'labels.csv, line 2, field "label": expected a class, found 7 other labels: "x0" in line 2, "x1" in line 3, "x2" in line 4, "x3" in line 5, "x4" in line 6 and 2 more. Fix it.',
  )
})

test('stops a large file after five labels or a number of lines', () => {
  const read = (isWrong: (line: number) => boolean) => {
    const problems = new LabelProblems('labels.csv', 10)
    let line = 1
    const all = () => {
      for (; line < 100; line++) {
        if (isWrong(line)) problems.add(`line ${line}`, null, { expected: 'a class', found: `"${line}"`, fix: '' })
        problems.passLine()
      }
    }
    expect(all).toThrow('expected a class, found')
    return line
  }
  expect(read((line) => line % 2 === 0)).toBe(10)
  expect(read((line) => line === 50)).toBe(60)
})
