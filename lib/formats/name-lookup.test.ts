import { expect, it } from 'vitest'
import type { FormatProblem } from './format-error'
import { ClassLookup, editDistance } from './name-lookup'

const lookup = new ClassLookup([
  { index: 0, externalId: 'n1', name: 'crane (bird)', otherNames: ['wader'], path: ['bird', 'crane'] },
  { index: 1, externalId: '7', name: 'crane (machine)', otherNames: [], path: [] },
  { index: 2, externalId: null, name: 'tiger shark', otherNames: ['Shark'], path: [] },
  { index: 7, externalId: 'Shark', name: '2', otherNames: [], path: [] },
])
const errorIn = (found: number | FormatProblem) => (typeof found === 'number' ? `no problem: ${found}` : found.found)

it('finds an index, an id or an exact name', () => {
  expect([0, 2, 7].map((index) => lookup.ofValue(index))).toEqual([0, 2, 7])
  expect(['n1', 'crane (machine)', 'Shark', ' 1 '].map((label) => lookup.ofText(label))).toEqual([0, 1, 7, 1])
})

it('finds any unique name, ignoring case and underscores', () => {
  expect(['Wader', 'TIGER_SHARK'].map((label) => lookup.ofText(label))).toEqual([0, 2])
})

it('finds a name that begins or ends with underscores, as folders of backgrounds do', () => {
  const classes = new ClassLookup([{ index: 0, externalId: null, name: 'background', otherNames: [], path: [] }])
  expect(['__background__', '_Background'].map((label) => classes.ofText(label))).toEqual([0, 0])
})

it('refuses an ambiguous label, and names the classes', () => {
  const bird = 'crane (bird) with index 0'
  expect(errorIn(lookup.ofText('crane'))).toBe(`"crane", which matches ${bird}, crane (machine) with index 1`)
  expect(errorIn(lookup.ofText('7'))).toBe('"7", which matches crane (machine) with index 1, 2 with index 7')
  expect(errorIn(lookup.ofText('2'))).toBe('"2", which matches 2 with index 7, tiger shark with index 2')
})

it('treats digits in a JSON text as id or name only, and columns of one kind as that kind only', () => {
  expect(lookup.ofValue('7')).toBe(1)
  expect(lookup.ofValue('2')).toBe(7)
  expect([lookup.ofIndex('7'), lookup.ofId('7')]).toEqual([7, 1])
  expect(errorIn(lookup.ofIndex('n1'))).toBe('n1')
  expect(errorIn(lookup.ofIndex(''))).toBe('an empty cell')
  expect(errorIn(lookup.ofId('0'))).toBe('"0"')
})

it('refuses values that are not a class', () => {
  for (const value of [3, -1, 1.5, null, undefined, {}, 'wolf', '']) expect(typeof lookup.ofValue(value)).toBe('object')
  expect(errorIn(new ClassLookup([]).ofValue(0))).toBe('0')
})

it('does not say “first” in a fix, since the classes may be part of the same import', () => {
  for (const found of [lookup.ofText('wolf'), lookup.ofValue(3), lookup.ofIndex('x'), lookup.ofId('n2')])
    expect(found).toMatchObject({ fix: 'Correct the label or import classes that include it.' })
})

it('counts inserted, deleted, replaced and swapped letters', () => {
  const distances = ['kitten/sitting', 'pedestal/pedestall', 'cat/cta', 'abcd/badc', '/abc', 'same/same']
  expect(distances.map((pair) => editDistance(...(pair.split('/') as [string, string])))).toEqual([3, 1, 1, 2, 3, 0])
})

it('suggests the class with the closest name, ignoring case, spaces and underscores', () => {
  const found = (label: string) => errorIn(lookup.ofText(label))
  expect(found('Tiger_shrak')).toBe('"Tiger_shrak" (did you mean tiger shark?)')
  expect(found('tigershark')).toBe('"tigershark" (did you mean tiger shark?)')
  expect(found('wadder')).toBe('"wadder" (did you mean crane (bird)?)')
  expect(errorIn(lookup.ofValue('shak'))).toBe('"shak" (did you mean tiger shark?)')
  expect(['wolf', 'share price', 'n2', '12', ''].map(found)).toEqual(['"wolf"', '"share price"', '"n2"', '"12"', '""'])
  // Two classes are called crane.
  expect(found('carne')).toBe('"carne"')
})

it('suggests nothing after a hundred names, which are more than typing errors', () => {
  const one = new ClassLookup([{ index: 0, externalId: null, name: 'pedestal', otherNames: [], path: [] }])
  for (let k = 0; k < 99; k++) one.ofText(`other name ${k}`)
  for (let k = 0; k < 2; k++) expect(errorIn(one.ofText('pedestall'))).toContain('did you mean pedestal?')
  expect(errorIn(one.ofText('pedestl'))).toBe('"pedestl"')
})
