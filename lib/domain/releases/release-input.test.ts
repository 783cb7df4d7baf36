import { expect, test } from 'vitest'
import { authorsProblem, nextVersion, versionProblem } from './release-input'

test('increments the largest number and ignores other versions', () => {
  expect(nextVersion([])).toBe('1')
  expect(nextVersion(['1', '2', 'beta', '2.5'])).toBe('3')
  expect(nextVersion(['2026-11', '1.2beta', '1.x'])).toBe('1')
})

test('goes on after a version with several parts, instead of offering 1 after 1.0', () => {
  expect(nextVersion(['1.0'])).toBe('2')
  expect(nextVersion(['v1.2.1', 'V3.0', '1'])).toBe('4')
})

test('accepts only what is valid in URLs and file names', () => {
  for (const version of ['1', '2026-11', 'v1.0_b']) expect(versionProblem(version)).toBeNull()
  for (const version of ['', '.', '..', '-1', 'a/b', 'a b', 'ü', 'x'.repeat(41), 'compare', 'New'])
    expect(versionProblem(version)).toEqual(expect.any(String))
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
