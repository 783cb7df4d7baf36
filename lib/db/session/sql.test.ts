import { expect, it } from 'vitest'
import { z } from 'zod'
import { answers } from '@/lib/domain/rating/answer'
import { rowOf } from './sql'

it('rows give stored answers by name, like the contract', () => {
  const row = rowOf(z.strictObject({ answer: z.enum(answers), first: z.enum(answers).nullable() }))
  expect(row.parse({ answer: 2, first: null })).toEqual({ answer: 'yes', first: null })
  expect(row.parse({ answer: 0, first: 1 })).toEqual({ answer: 'no', first: 'maybe' })
})

it('rows give times as text like the contract, and reject fields that the contract does not have', () => {
  const contract = z.strictObject({ id: z.number(), at: z.iso.datetime(), endedAt: z.iso.datetime().nullable() })
  const row = rowOf(contract)
  const at = new Date('2026-01-02T03:04:05Z')
  const text = '2026-01-02T03:04:05.000Z'
  expect(row.parse({ id: 1, at, endedAt: null })).toEqual({ id: 1, at: text, endedAt: null })
  expect(row.parse({ id: 1, at, endedAt: at })).toEqual({ id: 1, at: text, endedAt: text })
  expect(row.safeParse({ id: 1, at: text, endedAt: null }).success).toBe(false)
  expect(row.safeParse({ id: 1, at, endedAt: null, more: 1 }).success).toBe(false)
})
