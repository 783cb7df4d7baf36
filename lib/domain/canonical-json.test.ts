import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json'

test('returns the same text regardless of the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: 0.1 })).toBe('{"a":0.1,"b":[1,{"c":"é","d":null}]}')
  expect(canonicalJson({ a: 0.1, b: [1, { c: 'é', d: null }] })).toBe(
    canonicalJson({ b: [1, { d: null, c: 'é' }], a: 0.1 }),
  )
})

test('parses back to the same value, without undefined keys', () => {
  const value = { text: 'a "quote"\n', tiny: 1e-7, list: [], nothing: null }
  expect(JSON.parse(canonicalJson({ ...value, absent: undefined }))).toEqual(value)
})
