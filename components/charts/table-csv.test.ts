import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { tableCsv } from './table-csv'

test('keeps values unchanged, numbers in full and missing ones empty', () => {
  const csv = tableCsv(
    ['Model', 'Accuracy, points'],
    [
      ['resnet "50"\nold', 0.7761385229626151],
      ['vit', null],
    ],
  )
  expect(parse(csv, { columns: true })).toEqual([
    { Model: 'resnet "50"\nold', 'Accuracy, points': '0.7761385229626151' },
    { Model: 'vit', 'Accuracy, points': '' },
  ])
})

test('neutralizes spreadsheet formulas, but not numbers or percentages with a sign', () => {
  expect(tableCsv(['a'], [['+275.3%'], ['-1.5'], ['+1+1'], ['+1%x']])).toBe(
    "a\r\n+275.3%\r\n-1.5\r\n'+1+1\r\n'+1%x\r\n",
  )
  expect(tableCsv(['a'], [['=1+1'], ['-cmd'], [-1.5]])).toBe("a\r\n'=1+1\r\n'-cmd\r\n-1.5\r\n")
  expect(tableCsv(['a'], [['＝1＋1'], ["'=1+1"]])).toBe("a\r\n'＝1＋1\r\n''=1+1\r\n")
})
