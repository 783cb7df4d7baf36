import { expect, test } from 'vitest'
import { unambiguousClass } from './unambiguous-class'

const named = (name: string, index: number) => ({ name, externalId: `n${index}`, index })
const [tabby, tiger, tigerCat] = [named('tabby', 1), named('tiger', 2), named('tiger cat', 3)]

test.each([
  ['tiger', [tigerCat, tiger], tiger],
  [' TIGER cat', [tiger, tigerCat], tigerCat],
  ['N3', [tigerCat], tigerCat],
  ['2', [tabby, tiger], tiger],
  ['tab', [tabby], tabby],
])('“%s” means one class', (text, found, expected) => expect(unambiguousClass(found, text)).toBe(expected))

test('takes no class if several match, or none', () => {
  expect(unambiguousClass([tiger, tigerCat], 'tig')).toBeUndefined()
  expect(unambiguousClass([tiger, { ...tigerCat, name: 'tiger' }], 'tiger')).toBeUndefined()
  expect(unambiguousClass([], 'tig')).toBeUndefined()
})
