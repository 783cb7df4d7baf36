import { expect, test } from 'vitest'
import { adjudicationAddress, adjudicationViewOf } from './adjudication-view'

test('an address reads back to the same view, and what it does not understand is left out', () => {
  for (const address of ['', '?kind=near', '?kind=differ&class=0&image=12', '?image=7'])
    expect(adjudicationAddress(adjudicationViewOf(Object.fromEntries(new URLSearchParams(address))))).toBe(address)
  expect(adjudicationViewOf({ kind: 'far', class: '-1', image: ['1', '2'] })).toEqual({
    kind: null,
    classIndex: null,
    image: null,
  })
})
