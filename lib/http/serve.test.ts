import { expect, test } from 'vitest'
import { jsonProblem } from './serve'

const problemOf = (json: string) => jsonProblem(JSON.parse(json))

test('finds texts that cannot be stored anywhere in a body', () => {
  expect(problemOf('{"a":["\\u0000"]}')).toBe('contains a NUL character')
  expect(problemOf('{"a":{"\\ud800":1}}')).toMatch(/half of a character/)
  expect(problemOf('"x\\udc00y"')).toMatch(/half of a character/)
})

test('accepts complete surrogate pairs, and a backslash before the letters u0000', () => {
  expect(problemOf('{"a":"\\ud83d\\ude00"}')).toBeNull()
  expect(problemOf('{"a":"\\\\u0000"}')).toBeNull()
})

test('limits the depth of nested lists, without recursion', () => {
  expect(problemOf(`${'['.repeat(40)}${']'.repeat(40)}`)).toBeNull()
  expect(problemOf(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBe('has more than 50 levels')
})
