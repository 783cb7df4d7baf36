import { expect, test } from 'vitest'
import { authorsIn, authorsProblem } from './release-authors'

test('reads one author per line, without blank lines', () => {
  expect(authorsIn('  Ada Lovelace \r\n\n Charles Babbage\n')).toEqual(['Ada Lovelace', 'Charles Babbage'])
  expect(authorsIn(' \n ')).toEqual([])
})

test('accepts names in any script', () => {
  expect(authorsProblem(['Ada Lovelace', '李小龍', 'Zoë O’Neill-Öz', 'ReaL Consortium'])).toBeNull()
  expect(authorsProblem([])).toBeNull()
})

test.each([
  ['too many', Array.from({ length: 201 }, (_, k) => `Author ${k}`), 'At most 200 authors.'],
  ['a blank name', ['Ada', ' '], 'An author has no name.'],
  ['a long name', ['x'.repeat(201)], `“${'x'.repeat(20)}…” has over 200 characters. Enter one author per line.`],
  ['a tab', ['Ada\tLovelace'], 'A name contains a control character.'],
  ['a line break', ['Ada\u2028Lovelace'], 'A name contains a control character.'],
  ['somebody twice', ['Ada', 'Charles', 'Ada'], '“Ada” is listed twice.'],
])('rejects %s', (_, authors, problem) => {
  expect(authorsProblem(authors)).toBe(problem)
})
