import { expect, test } from 'vitest'
import { classTable } from './class-table'
import { folderClassEntries } from './folder-classes'

const rows = (...names: string[]) =>
  classTable('own', folderClassEntries('own', names)).map(({ index, name }) => [index, name])

test('orders classes by the names of their folders and reads underscores as spaces', () => {
  expect(rows('dog', 'café_table', 'cat')).toEqual([
    [0, 'café table'],
    [1, 'cat'],
    [2, 'dog'],
  ])
  expect(rows('cafe\u0301', 'b')).toEqual([
    [0, 'b'],
    [1, 'caf\u00e9'],
  ])
})

test('gives a folder called by a number the class index of that number', () => {
  expect(rows('10', '1', '2')).toEqual([
    [1, '1'],
    [2, '2'],
    [10, '10'],
  ])
  expect(rows('0', 'background', '2')).toEqual([
    [0, '0'],
    [1, 'background'],
    [2, '2'],
  ])
})

test('refuses folders that only capitals or underscores tell apart, by their names', () => {
  expect(() => rows('a_b', 'a b')).toThrow('Merge the two folders')
  expect(() => rows('cat', 'Cat')).toThrow(/the folder “(cat|Cat)”.*reads the same as “(cat|Cat)”/)
})
