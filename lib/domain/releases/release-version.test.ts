import { expect, test } from 'vitest'
import { nextVersion, versionProblem } from './release-version'

test('counts on from the greatest number, past versions that are none', () => {
  expect(nextVersion([])).toBe('1')
  expect(nextVersion(['1', '2', 'beta', '2.5'])).toBe('3')
})

test('takes what can stand in an address and in a file name, and nothing else', () => {
  for (const version of ['1', '2026-11', 'v1.0_b']) expect(versionProblem(version)).toBeNull()
  for (const version of ['', '.', '..', '-1', 'a/b', 'a b', 'ü', 'x'.repeat(41), 'compare', 'New'])
    expect(versionProblem(version)).toEqual(expect.any(String))
})
