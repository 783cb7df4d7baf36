import { expect, test } from 'vitest'
import { mediaTypeOf } from './media-type'

test('every text file says that it is UTF-8; JSON is that by definition', () => {
  for (const name of ['votes.csv', 'card.md', 'votes.tsv', 'annotations.xml', 'LICENSE', 'notes.txt', 'a.html'])
    expect(mediaTypeOf(name), name).toMatch(/; charset=utf-8$/)
  expect(mediaTypeOf('labels.json')).toBe('application/json')
  expect(mediaTypeOf('raters.npz')).toBe('application/zip')
})

test('what is none of our files is plain text, whatever its name, so that no browser runs it', () => {
  for (const name of ['a.html', 'a.svg', 'a.js', 'a', 'constructor'])
    expect(mediaTypeOf(name), name).toMatch(/^text\/plain/)
})
