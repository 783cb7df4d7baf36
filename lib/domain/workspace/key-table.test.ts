import { expect, test } from 'vitest'
import { commandOfPress, digits, type KeyPress, type KeyTable, keyMark, listedKeys } from './key-table'
import { makeKeyPress } from './testing/make-key-press'

const table: KeyTable<string> = [
  { keys: { n: 'no', y: 'yes' }, also: { ArrowRight: 'yes' }, does: 'Answer' },
  { keys: { ArrowDown: 'down' }, isRepeated: true },
  { keys: digits(2, (position) => `pick ${position}`) },
  { keys: { Enter: 'submit' } },
]
const press = (key: string, over?: Partial<KeyPress>) => commandOfPress(table, makeKeyPress(key, over))

test("returns a key's command, listed or not, also with a capital letter", () => {
  expect(['n', 'Y', 'ArrowRight', '2', 'Enter'].map((key) => press(key))).toEqual([
    'no',
    'yes',
    'yes',
    'pick 1',
    'submit',
  ])
  expect(['3', 'q', 'toString', '__proto__'].map((key) => press(key))).toEqual([null, null, null, null])
})

test('lists the keys with a description, of many only the first and the last', () => {
  const rows: KeyTable<string> = [
    ...table,
    { keys: digits(5, String), does: 'Choose' },
    { keys: { ArrowUp: 'up' }, does: 'Go up' },
  ]
  expect(listedKeys(rows)).toEqual([
    { keys: ['n', 'y'], does: 'Answer' },
    { keys: ['1', '…', '5'], does: 'Choose' },
    { keys: ['↑'], does: 'Go up' },
  ])
})

test('moves with a held key, but answers once', () => {
  expect([press('ArrowDown', { repeat: true }), press('n', { repeat: true })]).toEqual(['down', null])
})

test('ignores keys with a modifier, in a field or on another button', () => {
  expect(press('n', { ctrlKey: true })).toBeNull()
  expect(press('n', { focus: 'field' })).toBeNull()
  expect([press('n', { focus: 'control' }), press('Enter', { focus: 'control' })]).toEqual(['no', null])
})

test('displays arrows and named keys as symbols', () => {
  expect(['ArrowLeft', 'Enter', 'n', 'Home'].map(keyMark)).toEqual(['←', '⏎', 'n', 'Home'])
})
