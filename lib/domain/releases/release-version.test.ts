import { expect, test } from 'vitest'
import { nextVersion, versionProblem } from './release-version'

test('increments the largest number and ignores other versions', () => {
  expect(nextVersion([])).toBe('1')
  expect(nextVersion(['1', '2', 'beta', '2.5'])).toBe('3')
})

test('accepts only what is valid in URLs and file names', () => {
  for (const version of ['1', '2026-11', 'v1.0_b']) expect(versionProblem(version)).toBeNull()
  for (const version of ['', '.', '..', '-1', 'a/b', 'a b', 'ü', 'x'.repeat(41), 'compare', 'New'])
    expect(versionProblem(version)).toEqual(expect.any(String))
})
