import { expect, test } from 'vitest'
import { mediaTypeOf } from './media-type'

test('states UTF-8 for every text type except JSON, which implies it', () => {
  for (const name of ['votes.csv', 'card.md', 'votes.tsv', 'annotations.xml', 'LICENSE', 'notes.txt', 'a.html'])
    expect(mediaTypeOf(name), name).toMatch(/; charset=utf-8$/)
  expect(mediaTypeOf('labels.json')).toBe('application/json')
  expect(mediaTypeOf('raters.npz')).toBe('application/zip')
})

test('returns plain text for unknown files, whatever their name, so that no browser executes them', () => {
  for (const name of ['a.html', 'a.svg', 'a.js', 'a', 'constructor'])
    expect(mediaTypeOf(name), name).toMatch(/^text\/plain/)
})
