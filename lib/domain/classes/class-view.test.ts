import { expect, it } from 'vitest'
import { type ClassView, classViewAddress, classViewOf, noClassView } from './class-view'
import { type ConfusionView, confusionViewAddress, confusionViewOf, noConfusionView } from './confusion-view'

const queryOf = (address: string) => Object.fromEntries(new URLSearchParams(address))

it('reads a view of classes back from its address', () => {
  const view: ClassView = { order: 'alpha', isDescending: true, name: 'a & b', isDecided: true, hasNote: true, page: 3 }
  for (const one of [view, noClassView]) expect(classViewOf(queryOf(classViewAddress(one)))).toEqual(one)
  expect(classViewAddress(noClassView)).toBe('')
})

it('reads a view of pairs back from its address', () => {
  const view: ConfusionView = { by: 'models', name: 'cat', decision: 'apart', page: 2 }
  for (const one of [view, noConfusionView]) expect(confusionViewOf(queryOf(confusionViewAddress(one)))).toEqual(one)
  expect(confusionViewAddress(noConfusionView)).toBe('')
})

it('leaves out what it does not understand', () => {
  expect(classViewOf({ sort: 'x', down: 'maybe', page: '-3', class: ['a', 'b'] })).toEqual(noClassView)
  expect(confusionViewOf({ by: 'x', decision: 'x', page: 'x' })).toEqual(noConfusionView)
})
