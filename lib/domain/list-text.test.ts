import { expect, test } from 'vitest'
import { listText } from './list-text'

test.each([
  [[], ''],
  [['one'], 'one'],
  [['one', 'two'], 'one and two'],
  [[3, 5, 12], '3, 5 and 12'],
])('lists %j', (parts, text) => expect(listText(parts)).toBe(text))
