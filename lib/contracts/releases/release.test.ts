import { expect, test } from 'vitest'
import { publishInput } from './release'

test('says what is wrong with a version, once', () => {
  const faults = (version: string) => publishInput.safeParse({ version }).error?.issues.map(({ message }) => message)
  expect(faults('a/b')).toEqual([expect.stringContaining('letters, digits')])
  expect(faults('compare')).toEqual([expect.stringContaining('address of another page')])
  expect(faults('2026-11')).toBeUndefined()
})

test('publishes the latest run as the next version by default', () => {
  expect(publishInput.parse({})).toEqual({ notes: '', license: '' })
})
