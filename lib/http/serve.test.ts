import { expect, test } from 'vitest'
import { jsonProblem } from './serve'

const problemOf = (json: string) => jsonProblem(JSON.parse(json))

test('texts that cannot be stored are found wherever they stand', () => {
  expect(problemOf('{"a":["\\u0000"]}')).toBe('contains a NUL character')
  expect(problemOf('{"a":{"\\ud800":1}}')).toMatch(/half of a character/)
  expect(problemOf('"x\\udc00y"')).toMatch(/half of a character/)
})

test('a whole pair, and a backslash before the letters u0000, are texts like others', () => {
  expect(problemOf('{"a":"\\ud83d\\ude00"}')).toBeNull()
  expect(problemOf('{"a":"\\\\u0000"}')).toBeNull()
})

test('lists within lists end somewhere, also where nobody could walk down', () => {
  expect(problemOf(`${'['.repeat(40)}${']'.repeat(40)}`)).toBeNull()
  expect(problemOf(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBe('has more than 50 levels')
})
