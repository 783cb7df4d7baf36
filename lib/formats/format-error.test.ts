import { expect, test } from 'vitest'
import { openCocoAnswers } from './answers/coco-answers'
import { shortJson } from './format-error'
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
