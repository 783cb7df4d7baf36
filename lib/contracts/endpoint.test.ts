import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { parseInput } from './endpoint'

function problems(schema: z.ZodType, value: unknown) {
  try {
    parseInput(schema, value, 'body')
    return null
  } catch (error) {
    return error instanceof AppError ? error.fields : error
  }
}

const target = z.union([
  z.strictObject({ images: z.array(z.int()) }),
  z.strictObject({ filter: z.string(), count: z.int().min(1) }),
])
const schema = z.strictObject({ name: z.string(), target: target.optional() })

test('names each unknown field, at any depth', () => {
  const unknown = 'There is no such field.'
  expect(problems(schema, { name: 'x', colour: 1, size: 2 })).toEqual({ colour: unknown, size: unknown })
  expect(problems(schema, { name: 'x', target: { images: [], all: true } })).toEqual({ 'target.all': unknown })
})

test('explains a value of several forms by the form that it is closest to', () => {
  expect(problems(schema, { name: 'x', target: { filter: 'class=5' } })).toEqual({ 'target.count': 'Enter a value.' })
  expect(problems(schema, { name: 'x', target: { images: ['a'] } })).toEqual({ 'target.images.0': 'Enter a number.' })
  expect(problems(schema, { name: 'x', target: 5 })).toEqual({ target: 'Enter an object.' })
})

test('calls the whole value “body” if it has the wrong type', () => {
  expect(problems(schema, [])).toEqual({ body: 'Enter an object.' })
})
