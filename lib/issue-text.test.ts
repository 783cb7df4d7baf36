import { expect, it } from 'vitest'
import { z } from 'zod'
import './issue-text'

const messages = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues.map((one) => one.message)

it('says in plain words what a value must be', () => {
  const schema = z.object({ a: z.string().min(1), b: z.array(z.number()).max(2), c: z.enum(['x', 'y']), d: z.int() })
  expect(messages(schema, { a: '', b: [1, 2, 3], c: 'z', d: 1.5 })).toEqual([
    'At least 1 character.',
    'At most 2 elements.',
    'Enter one of: x, y.',
    'Enter a whole number.',
  ])
  expect(messages(schema, {})?.[0]).toBe('Enter a value.')
  expect(messages(z.number().lt(1), 2)).toEqual(['Less than 1.'])
})

it('leaves the texts that a schema has of its own', () => {
  expect(messages(z.number('Enter the share.'), 'x')).toEqual(['Enter the share.'])
})
