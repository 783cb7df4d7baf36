import { expect, it } from 'vitest'
import { classPairDecisions, decisionOf, kindOf } from './class-pair'

it('reads a decision back as it was given, from either side', () => {
  for (const decision of classPairDecisions)
    for (const isLow of [true, false]) expect(decisionOf(kindOf(decision, isLow), isLow)).toBe(decision)
})

it('turns what contains round for the other of the two, and nothing else', () => {
  expect(classPairDecisions.map((decision) => decisionOf(kindOf(decision, true), false))).toEqual([
    'same',
    'contained',
    'contains',
    'apart',
  ])
})
