import { expect, it } from 'vitest'
import { z } from 'zod'
import { rowOf } from './sql'

it('rows have a Date where the contract has a time, and reject fields that the contract does not have', () => {
  const contract = z.strictObject({ id: z.number(), at: z.iso.datetime(), endedAt: z.iso.datetime().nullable() })
  const row = rowOf(contract)
  const at = new Date('2026-01-02T03:04:05Z')
  expect(row.parse({ id: 1, at, endedAt: null })).toEqual({ id: 1, at, endedAt: null })
  expect(row.parse({ id: 1, at, endedAt: at })).toEqual({ id: 1, at, endedAt: at })
  expect(row.safeParse({ id: 1, at: at.toISOString(), endedAt: null }).success).toBe(false)
  expect(row.safeParse({ id: 1, at, endedAt: null, more: 1 }).success).toBe(false)
})
