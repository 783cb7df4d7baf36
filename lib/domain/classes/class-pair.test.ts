import { expect, it } from 'vitest'
import { classPairDecisions, decisionOf, kindOf } from './class-pair'

it('reads back the same decision from either side', () => {
  for (const decision of classPairDecisions)
    for (const isLow of [true, false]) expect(decisionOf(kindOf(decision, isLow), isLow)).toBe(decision)
})

it('swaps contains and contained for the other class, and nothing else', () => {
  expect(classPairDecisions.map((decision) => decisionOf(kindOf(decision, true), false))).toEqual([
    'same',
    'contained',
    'contains',
    'apart',
  ])
})
