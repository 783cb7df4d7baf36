import { expect, test } from 'vitest'
import { readJsonElements } from './json-elements'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()

async function elements(content: string, wanted?: string[]) {
  const found = []
  for await (const one of readJsonElements(scratch('a.json', content), wanted)) found.push(one)
  return found
}
const values = async (content: string, wanted?: string[]) => (await elements(content, wanted)).map(({ value }) => value)

test('gives the elements of a list, whatever they are', async () => {
  const list = [1, 'a,"]}\\', null, [1, [2]], { a: { b: [] }, c: '}' }, true]
  expect(await values(JSON.stringify(list))).toEqual(list)
  expect(await values(JSON.stringify(list, null, 2))).toEqual(list)
  expect(await values('\uFEFF [ ] ')).toEqual([])
})

test('gives the elements of the wanted lists of an object, and skips everything else', async () => {
  const object = { info: { images: [9] }, images: [{ id: 1 }, { id: 2 }], other: ['images', 3], n: 1, annotations: [] }
  expect(await elements(JSON.stringify(object), ['images', 'annotations'])).toEqual([
    { list: 'images', index: 0, value: { id: 1 } },
    { list: 'images', index: 1, value: { id: 2 } },
  ])
  expect(await values(JSON.stringify({ n: 1, images: ['x'] }), ['images'])).toEqual(['x'])
})

test('reads elements that span several chunks', async () => {
  const list = Array.from({ length: 3_000 }, (_, k) => ({ k, text: `${k} "é\\`.repeat(30) }))
  expect(await values(JSON.stringify(list))).toEqual(list)
})

test.each([
  ['', 'the file: expected complete JSON'],
  ['[1, 2', 'the list, element 1: expected complete JSON'],
  ['[1, {"a": }]', 'the list, element 1: expected valid JSON'],
  ['7', 'expected a JSON list or object'],
  ['[1] 2', 'expected nothing behind the end'],
])('refuses %j', async (content, message) => {
  await expect(values(content)).rejects.toThrow(message)
})
